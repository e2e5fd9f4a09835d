// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.natschecks.client.gather.Requests.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Asks which account a connection is in. */
public final class OwnAccount {

  private static final String UNKNOWN = "own account";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long MAX_PENDING_BYTES = 1 << 20;

  private OwnAccount() {}

  /** The id of the account; a placeholder where nobody tells. */
  public static String id(Connection connection, Deadline deadline) throws InterruptedException {
    if (connection.getStatus() != Connection.Status.CONNECTED) {
      return UNKNOWN;
    }
    Message answer =
        connection.request("$SYS.REQ.USER.INFO", new byte[0], deadline.atMost(TIMEOUT));
    String account =
        answer == null || answer.getData() == null
            ? ""
            : Json.payload(answer.getData(), true).path("account").asString("");
    if (account.isEmpty()) {
      account = ofConnection(connection, deadline);
    }
    return account.isEmpty() ? UNKNOWN : account;
  }

  /** Before 2.10 only the list of connections tells, which every account has of its own. */
  private static String ofConnection(Connection connection, Deadline deadline)
      throws InterruptedException {
    Duration time = deadline.atMost(TIMEOUT);
    if (time.isZero()) {
      return "";
    }
    String server = String.valueOf(connection.getServerInfo().getServerId());
    int cid = connection.getServerInfo().getClientId();
    String request = String.format(Locale.ROOT, "{\"cid\":%d,\"auth\":true,\"limit\":1}", cid);
    String[] account = {""};
    try {
      new Requests(connection, MAX_PENDING_BYTES)
          .collect(
              "$SYS.REQ.SERVER.PING.CONNZ",
              null,
              request.getBytes(StandardCharsets.UTF_8),
              new Window(time, time),
              message -> {
                Envelope envelope = Envelope.of(message.getData());
                if (envelope == null || !envelope.server().id().equals(server)) {
                  return false;
                }
                account[0] =
                    Json.payload(message.getData(), true)
                        .path("connections")
                        .path(0)
                        .path("account")
                        .asString("");
                return true;
              });
    } catch (Unanswered e) {
      return "";
    }
    return account[0];
  }
}
