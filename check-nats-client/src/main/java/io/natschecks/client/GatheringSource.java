// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.capture.SnapshotRecording;
import io.natschecks.client.decode.SnapshotAssembler;
import io.natschecks.client.gather.Deadline;
import io.natschecks.client.gather.Gatherer;
import io.natschecks.client.gather.TeeSink;
import io.natschecks.client.gather.Wanted;
import io.natschecks.client.reply.ReplySink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A source that gathers from servers, and whose gaps another can fill. */
abstract class GatheringSource implements SnapshotSource {

  private final Gatherer gatherer;
  private final Clock clock;
  private final int maxSubjects;
  private final @Nullable CaptureFile capture;

  GatheringSource(Gatherer gatherer, Clock clock, int maxSubjects, @Nullable CaptureFile capture) {
    this.gatherer = gatherer;
    this.clock = clock;
    this.maxSubjects = maxSubjects;
    this.capture = capture;
  }

  /** A copy that records what it gathers. */
  GatheringSource(GatheringSource source, CaptureFile capture) {
    this(source.gatherer, source.clock, source.maxSubjects, capture);
  }

  Gatherer gatherer() {
    return gatherer;
  }

  /** Most subjects of connections that a snapshot keeps. */
  int maxSubjects() {
    return maxSubjects;
  }

  @Override
  public Snapshot take(SnapshotPlan plan) throws SnapshotException, InterruptedException {
    Deadline deadline = Deadline.in(plan.deadline());
    Instant takenAt = clock.instant();
    String name = gatherer.name();
    SnapshotAssembler assembler = new SnapshotAssembler(plan, takenAt, name, maxSubjects);
    SnapshotRecording recording =
        capture == null ? null : capture.writer().record(plan, takenAt, name);
    ReplySink sink = recording == null ? assembler : new TeeSink(assembler, recording);
    String note = gatherer.gather(Wanted.all(plan), sink, deadline);
    Duration took = deadline.elapsed();
    if (recording != null) {
      recording.complete(took);
    }
    Snapshot snapshot = assembler.assemble(took);
    return note.isEmpty()
        ? snapshot
        : snapshot.toBuilder().coverage(noted(snapshot.coverage(), note)).build();
  }

  private static Coverage noted(Coverage coverage, String note) {
    Coverage.Builder noted = Coverage.builder();
    for (Section section : Section.values()) {
      Entry entry = coverage.of(section);
      noted.section(section, entry.status(), entry.isGathered() ? note : entry.detail());
      coverage
          .exceptions(section)
          .forEach((id, each) -> noted.server(section, id, each.status(), each.detail()));
    }
    return noted.build();
  }
}
