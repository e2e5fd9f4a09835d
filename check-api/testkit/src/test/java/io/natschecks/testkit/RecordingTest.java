// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Check;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final Snapshot LAST = Deployments.healthy().snapshot();
  private static final List<Snapshot> EARLIER = Deployments.past(2, Duration.ofSeconds(10));

  @Test
  void givesTheCheckWhatWasRecordedBefore() {
    Check check =
        SampleChecks.check(
            SampleChecks.descriptor().needsPrevious().follows(SampleChecks.CONNECTIONS).build(),
            (self, context) -> {
              assertThat(context.previous()).isSameAs(EARLIER.get(1));
              assertThat(context.seen().snapshots()).isEqualTo(3);
              return SampleChecks.judge(context);
            });

    assertThat(CheckTester.of(check).run(recording())).passed().lookedAt(7);
  }

  @Test
  void ofOneSnapshotHasNoPast() {
    Check check =
        SampleChecks.check(
            SampleChecks.descriptor().needsPrevious().build(),
            (self, context) -> SampleChecks.judge(context));

    assertThat(CheckTester.of(check).run(new Recording(List.of(LAST))))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void holdsSomething() {
    assertThatThrownBy(() -> new Recording(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  /** The tests of this module run without check-nats-client. */
  @Test
  void saysWhatReadsRecordings() {
    assertThatThrownBy(() -> Recording.of(Path.of("cluster.zip")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("add io.natschecks:check-nats-client to the test scope");
  }

  @Test
  void refusesAResourceThatIsNoFile() throws IOException {
    assertThatThrownBy(() -> Recording.of(RecordingTest.class.getResource("no.zip")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the resource that holds the recording is not there");
    URL packed = URI.create("jar:file:/kept.jar!/cluster.zip").toURL();
    assertThatThrownBy(() -> Recording.of(packed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(packed + " is no file");
  }

  private static Recording recording() {
    List<Snapshot> all = new ArrayList<>(EARLIER);
    all.add(LAST);
    return new Recording(all);
  }
}
