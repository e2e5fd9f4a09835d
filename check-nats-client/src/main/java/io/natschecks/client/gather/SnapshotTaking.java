// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.decode.SnapshotAssembler;
import io.natschecks.client.reply.ReplySink;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Takes a snapshot of what a gatherer gathers. */
public final class SnapshotTaking {

  private SnapshotTaking() {}

  /**
   * Takes a snapshot.
   *
   * @param recorder is handed everything too; null for none
   */
  public static Snapshot take(
      Gatherer gatherer, SnapshotPlan plan, Clock clock, @Nullable ReplySink recorder)
      throws SnapshotException, InterruptedException {
    Deadline deadline = Deadline.in(plan.deadline());
    SnapshotAssembler assembler = new SnapshotAssembler(plan, clock.instant(), gatherer.name());
    ReplySink sink = recorder == null ? assembler : new TeeSink(assembler, recorder);
    String note = gatherer.gather(Wanted.all(plan), sink, deadline);
    Snapshot snapshot = assembler.assemble(deadline.elapsed());
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
