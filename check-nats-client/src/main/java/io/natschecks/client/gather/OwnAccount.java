// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.gather.Requests.Window;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The account that a connection is in.
 *
 * @param id its id; a placeholder where nobody tells
 * @param outcome whether it is known, and if not, why
 */
public record OwnAccount(String id, Entry outcome) {

  private static final String UNKNOWN = "own account";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long MAX_PENDING_BYTES = 1 << 20;

  /** Asks for it. */
  public static OwnAccount of(Connection connection, Deadline deadline)
      throws InterruptedException {
    if (connection.getStatus() != Connection.Status.CONNECTED) {
      return unknown(Status.TIMED_OUT, "the connection is not open");
    }
    ServerVersion version =
        ServerVersion.parse(String.valueOf(connection.getServerInfo().getVersion()));
    Unanswered first = null;
    if (version.isAtLeast(2, 10)) {
      try {
        return new OwnAccount(ofUser(connection, deadline), Entry.GATHERED);
      } catch (Unanswered e) {
        first = e;
      }
    }
    try {
      return new OwnAccount(ofConnection(connection, deadline), Entry.GATHERED);
    } catch (Unanswered e) {
      Unanswered reason = Objects.requireNonNullElse(first, e);
      return unknown(reason.status(), reason.detail());
    }
  }

  private static OwnAccount unknown(Status status, String detail) {
    return new OwnAccount(
        UNKNOWN, new Entry(status, "the id of the account is not known: " + detail));
  }

  public boolean isKnown() {
    return outcome.isGathered();
  }

  private static String ofUser(Connection connection, Deadline deadline)
      throws Unanswered, InterruptedException {
    return text(ask(connection, "$SYS.REQ.USER.INFO", "", deadline).path("account"));
  }

  /** Before 2.10 only the list of connections tells, which every account has of its own. */
  private static String ofConnection(Connection connection, Deadline deadline)
      throws Unanswered, InterruptedException {
    int cid = connection.getServerInfo().getClientId();
    String request = String.format(Locale.ROOT, "{\"cid\":%d,\"auth\":true,\"limit\":1}", cid);
    return text(
        ask(connection, "$SYS.REQ.SERVER.PING.CONNZ", request, deadline)
            .path("connections")
            .path(0)
            .path("account"));
  }

  private static String text(JsonNode account) throws Unanswered {
    String text = account.asString("");
    if (text.isEmpty()) {
      throw untold();
    }
    return text;
  }

  /** The answer of the server at the other end, for others can answer too. */
  private static JsonNode ask(
      Connection connection, String subject, String request, Deadline deadline)
      throws Unanswered, InterruptedException {
    Duration time = deadline.atMost(TIMEOUT);
    if (time.isZero()) {
      throw Unanswered.outOfTime();
    }
    String server = String.valueOf(connection.getServerInfo().getServerId());
    @Nullable JsonNode[] answer = {null};
    try {
      new Requests(connection, MAX_PENDING_BYTES)
          .collect(
              subject,
              null,
              request.getBytes(StandardCharsets.UTF_8),
              new Window(time, time),
              message -> {
                Envelope envelope = Envelope.of(message.getData());
                if (envelope == null || !envelope.server().id().equals(server)) {
                  return false;
                }
                answer[0] = Json.payload(message.getData(), true);
                return true;
              });
    } catch (NoResponders e) {
      throw untold();
    }
    JsonNode payload = answer[0];
    if (payload == null) {
      throw untold();
    }
    return payload;
  }

  private static Unanswered untold() {
    return new Unanswered(Status.TIMED_OUT, "the server does not tell it");
  }
}
