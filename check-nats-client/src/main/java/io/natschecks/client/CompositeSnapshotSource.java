// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.natschecks.client.gather.CompositeGatherer;
import java.time.Clock;

/**
 * Fills the gaps of one source from another. The second is asked only for sections that the first
 * could not get of a server, and for servers that did not answer the first. If the first sees
 * nothing at all, the snapshot is the second's, and the coverage says so.
 *
 * @since 0.1
 */
public final class CompositeSnapshotSource extends GatheringSource {

  private CompositeSnapshotSource(GatheringSource primary, GatheringSource fallback) {
    super(
        new CompositeGatherer(primary.gatherer(), fallback.gatherer()),
        Clock.systemUTC(),
        primary.maxSubjects(),
        null);
  }

  private CompositeSnapshotSource(CompositeSnapshotSource source, CaptureFile capture) {
    super(source, capture);
  }

  /**
   * Fills gaps of the system account from monitoring ports.
   *
   * @param primary asked for everything
   * @param fallback asked for the rest
   * @return the source
   */
  public static CompositeSnapshotSource of(
      NatsSnapshotSource primary, HttpSnapshotSource fallback) {
    return new CompositeSnapshotSource(primary, fallback);
  }

  /**
   * Fills what is still missing from further monitoring ports.
   *
   * @param primary asked for everything
   * @param fallback asked for the rest
   * @return the source
   */
  public static CompositeSnapshotSource of(
      CompositeSnapshotSource primary, HttpSnapshotSource fallback) {
    return new CompositeSnapshotSource(primary, fallback);
  }

  /**
   * Records what is gathered.
   *
   * @param capture takes the answers of every snapshot; to be closed by the caller
   * @return a source that does the same as this one, and records
   */
  public CompositeSnapshotSource recordTo(CaptureFile capture) {
    return new CompositeSnapshotSource(this, capture);
  }
}
