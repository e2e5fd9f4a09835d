// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads recordings of deployments, so that checks can be tested with them. It is found by {@link
 * java.util.ServiceLoader}; check-nats-client provides one.
 *
 * @since 0.1
 */
public interface RecordingReader {

  /**
   * Reads a recording.
   *
   * @param path a file or a folder
   * @param plan what is wanted; sections that the recording does not hold are recorded as not
   *     requested
   * @return its snapshots, the oldest first; at least one
   * @throws IOException if it is not there, is no recording, or is damaged beyond use; the message
   *     is one sentence for people
   * @throws InterruptedException if the thread was interrupted
   */
  List<Snapshot> read(Path path, SnapshotPlan plan) throws IOException, InterruptedException;
}
