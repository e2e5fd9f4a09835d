// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Server;
import io.natschecks.testkit.Recording;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Captures as the tests of checks read them. */
class RecordingTest {

  @Test
  void holdsBothSnapshotsOfAFolder() {
    Recording recording = recording("one-crashed");

    assertThat(recording.last().servers()).extracting(Server::name).containsExactly("n1", "n2");
    assertThat(recording.earlier())
        .singleElement()
        .satisfies(
            earlier ->
                assertThat(Duration.between(earlier.takenAt(), recording.last().takenAt()))
                    .hasSeconds(10));
  }

  @Test
  void holdsTheSnapshotOfAnArchive() {
    Recording recording = recording("gather-three-servers.zip");

    assertThat(recording.snapshots()).hasSize(1);
    assertThat(recording.last().streams()).hasSize(2);
  }

  @Test
  void saysWhatIsNoRecording() {
    assertThatThrownBy(() -> Recording.of(Path.of("/nowhere.zip")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("/nowhere.zip");
  }

  private static Recording recording(String name) {
    return Recording.of(RecordingTest.class.getResource("capture/" + name));
  }
}
