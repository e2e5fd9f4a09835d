// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions of a user of the system account. */
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"2.9", "2.10", "2.15"})
class SystemPermissionsTest {

  private static LeastPrivilegeCluster cluster;

  @Parameter private String release;

  @BeforeParameterizedClassInvocation
  static void start(String release) throws Exception {
    cluster = new LeastPrivilegeCluster(release, 3);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theSystemAccountShowsAllThatFullPermissionsShow() throws Exception {
    try (Connection full = cluster.systemUser();
        Connection least = cluster.connect("system")) {
      Snapshot all = NatsSnapshotSource.of(full).take(SnapshotPlan.everything());
      Snapshot seen = NatsSnapshotSource.of(least).take(SnapshotPlan.everything());

      assertThat(seen.coverage()).isEqualTo(all.coverage());
      assertThat(Entities.of(seen)).isEqualTo(Entities.of(all));
      assertThat(least.getLastError()).isNullOrEmpty();
    }
  }

  @Test
  void anInboxOfItsOwnShowsAsMuch() throws Exception {
    try (Connection full = cluster.systemUser();
        Connection least =
            Nats.connect(
                cluster
                    .options("private")
                    .inboxPrefix(LeastPrivilegeCluster.PRIVATE_INBOX)
                    .build())) {
      Snapshot all = NatsSnapshotSource.of(full).take(SnapshotPlan.everything());
      Snapshot seen = NatsSnapshotSource.of(least).take(SnapshotPlan.everything());

      assertThat(seen.coverage()).isEqualTo(all.coverage());
      assertThat(Entities.of(seen)).isEqualTo(Entities.of(all));
    }
  }

  @TestFactory
  Stream<DynamicTest> theSystemAccountReportsTheLossOfEach() {
    return cluster.system.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> systemWithout(subject)));
  }

  private void systemWithout(String subject) throws Exception {
    try (Connection lacking = cluster.connectWithout("system", subject)) {
      NatsSnapshotSource source = NatsSnapshotSource.of(lacking);
      if (subject.endsWith(".STATSZ")) {
        assertThatThrownBy(() -> source.take(SnapshotPlan.everything()))
            .isInstanceOf(SnapshotException.class)
            .hasMessageContaining("the user may not publish to $SYS.REQ.SERVER.PING.STATSZ");
        return;
      }
      if (subject.equals("_INBOX.>")) {
        assertThatThrownBy(() -> source.take(SnapshotPlan.everything()))
            .isInstanceOf(SnapshotException.class)
            .hasMessageContaining("the user may not subscribe to its inbox");
        return;
      }
      Set<Entry> lost = lost(source.take(SnapshotPlan.everything()));
      if (subject.endsWith(".RAFTZ") && release.equals("2.9")) {
        assertThat(lost).isEmpty();
        return;
      }
      assertThat(lost).isNotEmpty();
      assertThat(lost)
          .allSatisfy(
              entry -> {
                assertThat(entry.status()).isEqualTo(Status.REFUSED);
                assertThat(entry.detail())
                    .contains("the user may not publish to $SYS.REQ.")
                    .endsWith(subject.substring(subject.lastIndexOf('.')));
              });
    }
  }

  /** What is missing, but for what the release does not have. */
  private static Set<Entry> lost(Snapshot snapshot) {
    Set<Entry> lost = new LinkedHashSet<>();
    for (Section section : Section.values()) {
      lost.add(snapshot.coverage().of(section));
      lost.addAll(snapshot.coverage().exceptions(section).values());
    }
    lost.removeIf(each -> each.isGathered() || each.status() == Status.NOT_IN_RELEASE);
    return lost;
  }
}
