// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import java.time.Duration;

/**
 * Two snapshots of a deployment, far enough apart for rates.
 *
 * @param first the earlier one
 * @param second the later one
 */
record SnapshotPair(Snapshot first, Snapshot second) {

  static SnapshotPair take(
      SnapshotSource source, SnapshotPlan plan, Duration interval, Progress progress)
      throws SnapshotException, InterruptedException {
    progress.show("Taking the first of two snapshots");
    Snapshot first = source.take(plan);
    progress.show("Waiting before the second of two snapshots");
    Thread.sleep(interval.toMillis());
    progress.show("Taking the second of two snapshots");
    return new SnapshotPair(first, source.take(plan));
  }
}
