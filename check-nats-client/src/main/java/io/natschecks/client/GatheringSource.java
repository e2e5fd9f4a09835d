// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.gather.Gatherer;
import io.natschecks.client.gather.SnapshotTaking;
import io.natschecks.client.reply.ReplySink;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A source that gathers from servers, and whose gaps another can fill. */
abstract class GatheringSource implements SnapshotSource {

  private final Gatherer gatherer;
  private final Clock clock;
  private final @Nullable ReplySink recorder;

  GatheringSource(Gatherer gatherer, Clock clock, @Nullable ReplySink recorder) {
    this.gatherer = gatherer;
    this.clock = clock;
    this.recorder = recorder;
  }

  @Override
  public Snapshot take(SnapshotPlan plan) throws SnapshotException, InterruptedException {
    return SnapshotTaking.take(gatherer, plan, clock, recorder);
  }

  Gatherer gatherer() {
    return gatherer;
  }
}
