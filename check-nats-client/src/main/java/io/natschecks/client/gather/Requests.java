// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natschecks.api.snapshot.Coverage.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends requests over a connection and collects the answers, of which many can come to each. */
final class Requests {

  private static final int NO_RESPONDERS = 503;
  private static final long MAX_PENDING_MESSAGES = 1 << 16;

  private final Connection connection;
  private final long maxPendingBytes;
  private final Permissions permissions;

  /**
   * Prepares requests.
   *
   * @param maxPendingBytes most bytes of answers that may wait to be looked at
   */
  Requests(Connection connection, long maxPendingBytes) {
    this.connection = connection;
    this.maxPendingBytes = maxPendingBytes;
    this.permissions = new Permissions(connection);
  }

  /** How long to wait in all, and for the next answer after the first. */
  record Window(Duration whole, Duration idle) {}

  /** Takes answers. */
  interface Collector {
    /** Takes an answer, and says whether it was the last one wanted. */
    boolean isLast(Message message) throws Unanswered;
  }

  /**
   * Asks, and hands on the answers until the last one wanted has come or the time is over.
   *
   * @throws Unanswered if the request is refused or nobody listens for it
   */
  void collect(
      String subject, @Nullable Headers headers, byte[] payload, Window window, Collector collector)
      throws Unanswered, InterruptedException {
    String inbox = connection.createInbox();
    Subscription replies = null;
    try {
      replies = connection.subscribe(inbox);
      replies.setPendingLimits(MAX_PENDING_MESSAGES, maxPendingBytes);
      permissions.publish(
          NatsMessage.builder()
              .subject(subject)
              .replyTo(inbox)
              .headers(headers)
              .data(payload)
              .build());
      receive(replies, window, collector);
    } catch (IllegalStateException e) {
      throw new Unanswered(Status.TIMED_OUT, "the connection was closed");
    } finally {
      if (replies != null && connection.getStatus() != Connection.Status.CLOSED) {
        replies.unsubscribe();
      }
    }
  }

  private static void receive(Subscription replies, Window window, Collector collector)
      throws Unanswered, InterruptedException {
    long end = System.nanoTime() + window.whole.toNanos();
    long until = end;
    while (true) {
      long left = until - System.nanoTime();
      // A wait of zero would be one without end.
      Message message = left <= 0 ? null : replies.nextMessage(Duration.ofNanos(left));
      if (message == null) {
        return;
      }
      if (message.isStatusMessage()) {
        if (message.getStatus().getCode() == NO_RESPONDERS) {
          throw new NoResponders();
        }
      } else if (collector.isLast(message)) {
        return;
      } else {
        until = Math.min(end, System.nanoTime() + window.idle.toNanos());
      }
    }
  }
}
