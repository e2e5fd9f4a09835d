// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.time.Duration;

/** Asks which account a connection is in. */
public final class OwnAccount {

  private static final String UNKNOWN = "own account";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private OwnAccount() {}

  /** The id of the account; a placeholder on servers before 2.10, and where nobody answers. */
  public static String id(Connection connection, Deadline deadline) throws InterruptedException {
    Message answer =
        connection.request("$SYS.REQ.USER.INFO", new byte[0], deadline.atMost(TIMEOUT));
    if (answer == null || answer.getData() == null) {
      return UNKNOWN;
    }
    String account = Json.payload(answer.getData(), true).path("account").asString("");
    return account.isEmpty() ? UNKNOWN : account;
  }
}
