// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.RecordingReader;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.decode.SnapshotAssembler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads all snapshots of a capture. */
public final class CaptureReader implements RecordingReader {

  @Override
  public List<Snapshot> read(Path path, SnapshotPlan plan)
      throws IOException, InterruptedException {
    Capture capture = Capture.open(path);
    List<Snapshot> snapshots = new ArrayList<>();
    for (RecordedSnapshot recorded : capture.snapshots()) {
      snapshots.add(snapshot(capture, recorded, plan));
    }
    return snapshots;
  }

  /**
   * Reads one snapshot of a capture.
   *
   * @param capture the capture
   * @param recorded one of its snapshots
   * @param plan what is wanted
   * @return the snapshot
   * @throws IOException if the capture cannot be read any more
   * @throws InterruptedException if the thread was interrupted
   */
  public static Snapshot snapshot(Capture capture, RecordedSnapshot recorded, SnapshotPlan plan)
      throws IOException, InterruptedException {
    SnapshotAssembler assembler =
        new SnapshotAssembler(plan, recorded.takenAt(), recorded.source());
    Replay.into(capture, recorded, plan, assembler);
    return assembler.assemble(recorded.took());
  }
}
