// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.RecordingReader;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * A recorded deployment: what {@code natschecks capture} or {@code nats audit gather} wrote. To
 * read one, check-nats-client is on the class path or the module path of the test.
 *
 * @param snapshots its snapshots, the oldest first; at least one
 * @since 0.1
 */
public record Recording(List<Snapshot> snapshots) {

  public Recording {
    snapshots = List.copyOf(snapshots);
    if (snapshots.isEmpty()) {
      throw new IllegalArgumentException("a recording holds at least one snapshot");
    }
  }

  /**
   * Reads a recording with all that it holds.
   *
   * @param path a ZIP archive or a folder
   * @return the recording
   * @throws UncheckedIOException if it is not there, or is no recording
   * @throws IllegalStateException if nothing on the class path reads recordings
   */
  public static Recording of(Path path) {
    try {
      return new Recording(reader().read(path, SnapshotPlan.everything()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + path + " was read", e);
    }
  }

  /**
   * Reads a recording that lies among the resources of a test, as in {@code
   * Recording.of(getClass().getResource("cluster.zip"))}.
   *
   * @param resource where it lies, outside of an archive
   * @return the recording
   * @throws IllegalArgumentException if the resource is null, as one is that is not there, or is no
   *     file
   */
  public static Recording of(@Nullable URL resource) {
    if (resource == null) {
      throw new IllegalArgumentException("the resource that holds the recording is not there");
    }
    try {
      return of(Path.of(resource.toURI()));
    } catch (URISyntaxException | FileSystemNotFoundException e) {
      throw new IllegalArgumentException(resource + " is no file", e);
    }
  }

  private static RecordingReader reader() {
    return ServiceLoader.load(RecordingReader.class)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nothing here reads recordings: add io.natschecks:check-nats-client to the"
                        + " test scope"));
  }

  /**
   * The newest snapshot.
   *
   * @return the one that checks are run on
   */
  public Snapshot last() {
    return snapshots.get(snapshots.size() - 1);
  }

  /**
   * The snapshots before the last.
   *
   * @return the past of the last one, the oldest first; can be empty
   */
  public List<Snapshot> earlier() {
    return snapshots.subList(0, snapshots.size() - 1);
  }
}
