// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.capture.Capture;
import io.natschecks.client.capture.CaptureReader;
import io.natschecks.client.capture.RecordedSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes snapshots from a capture on disk: a ZIP archive of {@link CaptureFile} or of {@code nats
 * audit gather}, or a folder with one file an answer and an {@code index.json}.
 *
 * <p>A capture can hold two snapshots. This source gives the last one, and {@link #previous()} the
 * one before; the times are those of the capture. A file that is damaged or too large is missing in
 * the {@linkplain Coverage coverage}, and the rest is read. Nothing is unpacked to disk.
 *
 * <p>A source can be used by several threads, and holds no file open between snapshots.
 *
 * @since 0.1
 */
public final class CaptureSnapshotSource implements SnapshotSource {

  private final Capture capture;
  private final int position;

  private CaptureSnapshotSource(Capture capture, int position) {
    this.capture = capture;
    this.position = position;
  }

  /**
   * Opens a capture.
   *
   * @param path a ZIP archive or a folder
   * @return a source of its last snapshot
   * @throws IOException if it is not there, is no capture, or is damaged beyond use; the message is
   *     one sentence for people
   */
  public static CaptureSnapshotSource open(Path path) throws IOException {
    return of(Capture.open(path));
  }

  /** A source of the last snapshot of a capture. */
  static CaptureSnapshotSource of(Capture capture) {
    return new CaptureSnapshotSource(capture, capture.snapshots().size() - 1);
  }

  /**
   * The snapshot before this one.
   *
   * @return a source of it; empty if the capture holds none
   */
  public Optional<SnapshotSource> previous() {
    return position == 0
        ? Optional.empty()
        : Optional.of(new CaptureSnapshotSource(capture, position - 1));
  }

  /**
   * When the snapshot was taken.
   *
   * @return the time that the snapshots of this source have, and checks take for now
   */
  public Instant takenAt() {
    return recorded().takenAt();
  }

  /**
   * Reads the snapshot. Nobody is waited for, so the deadline of the plan is not looked at.
   *
   * @param plan what is wanted; sections that the capture does not hold are recorded as not
   *     requested
   * @return the snapshot
   * @throws SnapshotException if the capture cannot be read any more
   * @throws InterruptedException if the thread was interrupted
   */
  @Override
  public Snapshot take(SnapshotPlan plan) throws SnapshotException, InterruptedException {
    try {
      return CaptureReader.snapshot(capture, recorded(), plan);
    } catch (IOException e) {
      throw new SnapshotException(String.valueOf(e.getMessage()), e);
    }
  }

  private RecordedSnapshot recorded() {
    List<RecordedSnapshot> snapshots = capture.snapshots();
    return snapshots.get(position);
  }
}
