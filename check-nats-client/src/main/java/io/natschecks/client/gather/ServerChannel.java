// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ReplySink;
import java.time.Clock;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One server: asks it, hands its answers on, and records what it does not answer. */
final class ServerChannel {

  /** After so many requests without an answer the server is left alone. */
  private static final int PATIENCE = 2;

  private final Target target;
  private final Asker asker;
  private final ReplySink sink;
  private final Clock clock;
  private int unansweredInARow;

  ServerChannel(Target target, Asker asker, ReplySink sink, Clock clock) {
    this.target = target;
    this.asker = asker;
    this.sink = sink;
    this.clock = clock;
  }

  Target target() {
    return target;
  }

  Asker asker() {
    return asker;
  }

  /** Asks, and hands the answer on. Without one, null is returned and the sections are missing. */
  byte @Nullable [] relay(MonitoringRequest request, Collection<Section> sections)
      throws InterruptedException {
    byte[] body = ask(request, sections);
    if (body != null) {
      deliver(request, body);
    }
    return body;
  }

  /** Asks. Without an answer, null is returned and the sections are missing. */
  byte @Nullable [] ask(MonitoringRequest request, Collection<Section> sections)
      throws InterruptedException {
    try {
      return ask(request);
    } catch (Unanswered e) {
      missing(sections, e.status(), e.detail());
      return null;
    }
  }

  /** Asks, and leaves it to the caller to record what is missing. */
  byte[] ask(MonitoringRequest request) throws Unanswered, InterruptedException {
    if (unansweredInARow >= PATIENCE) {
      throw new Unanswered(Status.TIMED_OUT, "the server had stopped to answer before");
    }
    try {
      byte[] body = asker.ask(request);
      unansweredInARow = 0;
      return body;
    } catch (Unanswered e) {
      unansweredInARow = e.status() == Status.TIMED_OUT ? unansweredInARow + 1 : 0;
      throw e;
    }
  }

  void deliver(MonitoringRequest request, byte[] body) {
    sink.reply(
        new Reply(
            request.endpoint(),
            target.ref(),
            request.account(),
            request.page(),
            clock.instant(),
            asker.enveloped(),
            body));
  }

  void missing(Collection<Section> sections, Status status, String detail) {
    sections.forEach(section -> sink.missing(target.ref(), section, status, detail));
  }
}
