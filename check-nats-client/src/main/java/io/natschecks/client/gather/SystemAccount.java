// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Sends requests over the system account and collects the answers. */
final class SystemAccount {

  /** After the first answer, silence of this length ends the wait for more. */
  private static final Duration IDLE = Duration.ofMillis(500);

  private static final Duration SCATTER = Duration.ofSeconds(5);
  private static final int NO_RESPONDERS = 503;
  private static final long MAX_PENDING_MESSAGES = 1 << 16;
  private static final long MAX_PENDING_BYTES = 256L << 20;

  private final Connection connection;
  private final Permissions permissions;

  SystemAccount(Connection connection) {
    this.connection = connection;
    this.permissions = new Permissions(connection);
  }

  /**
   * Asks all servers, and hands on the first answer of each.
   *
   * @param expected ids that end the wait as soon as all have answered; empty if not known
   * @return the ids that answered
   * @throws Unanswered if the request is refused or nobody listens for it
   */
  Set<String> scatter(
      MonitoringRequest request,
      Set<String> expected,
      Deadline deadline,
      BiConsumer<Envelope, byte[]> each)
      throws Unanswered, InterruptedException {
    if (deadline.isOver()) {
      throw Unanswered.outOfTime();
    }
    Set<String> answered = new HashSet<>();
    Window window = new Window(deadline.atMost(SCATTER), IDLE);
    collect(
        request.subject(),
        request.body(),
        window,
        message -> {
          byte[] body = unpackOrNull(message);
          Envelope envelope = body == null ? null : Envelope.of(body);
          if (body != null && envelope != null && answered.add(envelope.server().id())) {
            each.accept(envelope, body);
          }
          return !expected.isEmpty() && answered.containsAll(expected);
        });
    return answered;
  }

  /**
   * Asks one server.
   *
   * @throws Unanswered if it does not answer, or answers with an error
   */
  byte[] ask(MonitoringRequest request, ServerRef server, Duration timeout, Deadline deadline)
      throws Unanswered, InterruptedException {
    if (deadline.isOver()) {
      throw Unanswered.outOfTime();
    }
    byte[][] answer = new byte[1][];
    Duration time = deadline.atMost(timeout);
    collect(
        request.subject(server),
        request.body(server),
        new Window(time, time),
        message -> {
          byte[] body = unpack(message);
          Envelope envelope = Envelope.of(body);
          // A filter by name also lets those pass whose name holds it.
          if (envelope != null && !envelope.server().id().equals(server.id())) {
            return false;
          }
          if (envelope != null && envelope.error() != null) {
            throw new Unanswered(Status.REFUSED, envelope.error());
          }
          answer[0] = body;
          return true;
        });
    if (answer[0] == null) {
      throw time.compareTo(timeout) < 0
          ? Unanswered.outOfTime()
          : new Unanswered(Status.TIMED_OUT, "no answer within " + time.toSeconds() + " s");
    }
    return answer[0];
  }

  /** How long to wait in all, and for the next answer after the first. */
  private record Window(Duration whole, Duration idle) {}

  private interface Collector {
    /** Takes an answer, and says whether it was the last one wanted. */
    boolean isLast(Message message) throws Unanswered;
  }

  private void collect(String subject, byte[] payload, Window window, Collector collector)
      throws Unanswered, InterruptedException {
    String inbox = connection.createInbox();
    Subscription replies = null;
    try {
      replies = connection.subscribe(inbox);
      replies.setPendingLimits(MAX_PENDING_MESSAGES, MAX_PENDING_BYTES);
      permissions.publish(
          NatsMessage.builder()
              .subject(subject)
              .replyTo(inbox)
              .headers(new Headers().add("Accept-Encoding", "gzip"))
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

  private static byte @Nullable [] unpackOrNull(Message message) {
    try {
      return unpack(message);
    } catch (Unanswered e) {
      return null;
    }
  }

  private static byte[] unpack(Message message) throws Unanswered {
    byte[] data = message.getData();
    Headers headers = message.getHeaders();
    boolean packed = headers != null && "gzip".equals(headers.getFirst("Content-Encoding"));
    if (packed) {
      return Payloads.gunzip(data, GatherLimits.MAX_BODY);
    }
    if (data.length > GatherLimits.MAX_BODY) {
      throw Payloads.tooLarge(GatherLimits.MAX_BODY);
    }
    return data;
  }
}
