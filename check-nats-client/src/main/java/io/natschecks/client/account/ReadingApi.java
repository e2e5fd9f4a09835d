// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.account;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.natschecks.client.gather.PermissionViolation;
import java.io.IOException;
import java.time.Duration;

/**
 * The JetStream API of an account, of which only the reading part is asked. A request that the user
 * may not send is lost without a word, and so looks like one that nobody answers.
 */
final class ReadingApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String PREFIX = "$JS.API.";

  /** The user may not ask this. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String detail) {
      super(detail, null, false, false);
    }

    String detail() {
      return String.valueOf(getMessage());
    }
  }

  /** A request. */
  interface Call<T> {
    T run(JetStreamManagement api) throws IOException, JetStreamApiException;
  }

  private final Connection connection;
  private final JetStreamManagement api;

  ReadingApi(Connection connection) throws IOException {
    this.connection = connection;
    this.api =
        connection.jetStreamManagement(JetStreamOptions.builder().requestTimeout(TIMEOUT).build());
  }

  /**
   * Asks.
   *
   * @param request the subject of the request, after the prefix of the API
   * @throws RefusedException if the user may not
   */
  <T> T ask(String request, Call<T> call)
      throws IOException, JetStreamApiException, RefusedException {
    String subject = PREFIX + request;
    PermissionViolation.forget(connection, subject);
    try {
      return call.run(api);
    } catch (IOException e) {
      if (PermissionViolation.isOf(connection, subject)) {
        throw new RefusedException("the user may not publish to " + subject);
      }
      if (PermissionViolation.isOfInbox(connection)) {
        throw new RefusedException("the user may not subscribe to its inbox");
      }
      throw e;
    }
  }
}
