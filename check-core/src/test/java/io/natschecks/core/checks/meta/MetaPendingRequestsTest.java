// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.of;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetaPendingRequestsTest extends CheckContract {

  @Override
  protected MetaPendingRequests check() {
    return new MetaPendingRequests();
  }

  @Test
  void firesAboveTheLimit() {
    assertThat(tester().run(leaderHas(501)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server A/a1: 501 requests of the JetStream API wait on the meta leader"
                + " (reported above 500)")
        .hasObserved(501)
        .hasLimit(500)
        .hasEvidence("leader", "a1")
        .hasEvidence("cluster", "A")
        .hasEvidence("pending_requests", 400)
        .hasEvidence("pending_infos", 101);
  }

  @Test
  void staysSilentAtExactlyTheLimit() {
    assertThat(tester().run(leaderHas(500))).passed();
  }

  @Test
  void passesOverTheQueueOfAFollower() {
    Snapshot snapshot =
        Deployments.healthy()
            .metaView("a1", a1 -> a1.pending(10L))
            .metaView("a2", a2 -> a2.pending(900L))
            .snapshot();

    assertThat(tester().run(snapshot)).passed();
  }

  @Test
  void isSkippedForAReleaseWithoutTheField() {
    Snapshot snapshot = Deployments.healthy().metaView("a1", a1 -> a1.pending(null)).snapshot();

    assertThat(tester().run(snapshot)).skipped(SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void cannotTellWithoutALeader() {
    assertThat(tester().run(of(pending("n1", null, 900), pending("n2", null, 900))))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void takesTheLongestQueueWhereTheLeaderDidNotAnswerAndSaysSo() {
    assertThat(tester().run(of(pending("n2", "n1", 501), pending("n3", "n1", 700))))
        .findsExactly("server A/n1")
        .onlyFinding()
        .hasObserved(700)
        .hasMessageContaining("; counted on n3, since the leader did not answer");
    assertThat(tester().run(of(pending("n2", "n1", 10), pending("n3", "n1", 20))))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void foreseesWhenItFiresOnTheLeader() {
    assertThat(tester().runHourly(MetaPendingRequestsTest::leaderHas, 201, 251, 301, 351, 401))
        .onlyForecast()
        .hasKey("META_008 server/A/a1")
        .firesIn(Duration.ofHours(2));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(MetaPendingRequestsTest::leaderHas, 401, 150, 450, 120, 401))
        .hasForecasts(0);
  }

  private static MetaGroupView pending(String server, @Nullable String leader, long pending) {
    return view(server, leader, 3).toBuilder().pending(pending).build();
  }

  private static Snapshot leaderHas(long pending) {
    return Deployments.healthy()
        .metaView("a1", a1 -> a1.pending(pending).pendingRequests(pending - 101).pendingInfos(101L))
        .snapshot();
  }
}
