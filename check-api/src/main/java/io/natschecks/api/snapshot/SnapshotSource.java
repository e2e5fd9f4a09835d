// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * Takes snapshots of one deployment. It only reads, and never changes anything there.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SnapshotSource {

  /**
   * Takes a snapshot. What single servers do not answer is recorded in the snapshot's {@link
   * Coverage} and is no failure.
   *
   * @param plan what to gather, never null
   * @return the snapshot, never null
   * @throws SnapshotException if nothing of the deployment could be seen; the message is one
   *     sentence for people and holds no secrets
   * @throws InterruptedException if the thread was interrupted while it waited
   */
  Snapshot take(SnapshotPlan plan) throws SnapshotException, InterruptedException;
}
