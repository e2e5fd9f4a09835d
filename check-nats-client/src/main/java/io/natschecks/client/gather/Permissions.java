// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.natschecks.api.snapshot.Coverage.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what may be published. A server says so only in an error that belongs to no request, so
 * the first request of each kind is sent alone and followed by a round trip, which the error
 * precedes; later ones of that kind just go out.
 */
final class Permissions {

  private static final Duration ROUND_TRIP = Duration.ofSeconds(2);
  private static final Pattern SERVER =
      Pattern.compile("\\$SYS\\.REQ\\.SERVER\\.(?!PING\\.)[^.]+\\.");
  private static final Pattern ACCOUNT =
      Pattern.compile("\\$SYS\\.REQ\\.ACCOUNT\\.(?!PING\\.)[^.]+\\.");

  private final Connection connection;
  private final Set<String> allowed = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  Permissions(Connection connection) {
    this.connection = connection;
  }

  /**
   * Publishes.
   *
   * @throws Unanswered if the credentials do not allow it
   */
  void publish(Message request) throws Unanswered, InterruptedException {
    String kind = kind(request.getSubject());
    if (allowed.contains(kind)) {
      connection.publish(request);
    } else {
      probe(kind, request);
    }
  }

  private static String kind(String subject) {
    String oneServer = SERVER.matcher(subject).replaceFirst("\\$SYS.REQ.SERVER.*.");
    return ACCOUNT.matcher(oneServer).replaceFirst("\\$SYS.REQ.ACCOUNT.*.");
  }

  private synchronized void probe(String kind, Message request)
      throws Unanswered, InterruptedException {
    if (refused.contains(kind)) {
      throw refusal(kind);
    }
    String before = violation(request);
    if (before != null && !quotes(before, request.getReplyTo())) {
      // What an earlier snapshot met may have been allowed since; the inbox is new each time.
      connection.clearLastError();
    }
    connection.publish(request);
    try {
      connection.flush(ROUND_TRIP);
    } catch (TimeoutException e) {
      return;
    }
    String violation = violation(request);
    if (violation != null && quotes(violation, request.getReplyTo())) {
      throw new Unanswered(Status.REFUSED, "the user may not subscribe to its inbox");
    }
    if (violation != null) {
      refused.add(kind);
      throw refusal(kind);
    }
    allowed.add(kind);
  }

  private @Nullable String violation(Message request) {
    String publish = PermissionViolation.quoting(connection, request.getSubject());
    return publish != null
        ? publish
        : PermissionViolation.quoting(connection, request.getReplyTo());
  }

  private static boolean quotes(String error, @Nullable String subject) {
    return subject != null && error.contains('"' + subject + '"');
  }

  private static Unanswered refusal(String kind) {
    return new Unanswered(Status.REFUSED, "the user may not publish to " + kind);
  }
}
