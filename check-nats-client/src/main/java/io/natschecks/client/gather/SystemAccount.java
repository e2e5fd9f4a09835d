// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.client.gather.Requests.Window;
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
  private static final long MAX_PENDING_BYTES = 256L << 20;

  private final Requests requests;

  SystemAccount(Connection connection) {
    this.requests = new Requests(connection, MAX_PENDING_BYTES);
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
    requests.collect(
        request.subject(),
        packed(),
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
    requests.collect(
        request.subject(server),
        packed(),
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

  private static Headers packed() {
    return new Headers().add("Accept-Encoding", "gzip");
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
