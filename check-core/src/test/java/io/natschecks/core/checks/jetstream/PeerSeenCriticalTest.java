// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerSeenCriticalTest extends CheckContract {

  @Override
  protected PeerSeenCritical check() {
    return new PeerSeenCritical();
  }

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void passesASilenceOfExactlyTheThreshold() {
    assertThat(run(silent(LIMIT).monitored("io.nats.monitor.peer-seen-critical", "10s"))).passed();
  }

  @Test
  void firesOneNanosecondAboveTheThreshold() {
    assertThat(
            run(silent(LIMIT.plusNanos(1)).monitored("io.nats.monitor.peer-seen-critical", "10s")))
        .findsExactly(LABEL);
  }

  @Test
  void namesTheFollower() {
    assertThat(
            run(
                silent(Duration.ofMinutes(5))
                    .monitored("io.nats.monitor.peer-seen-critical", "10s")))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: its leader has not heard a2 for 5m0s"
                + " (io.nats.monitor.peer-seen-critical is 10s)")
        .hasKey("JETSTREAM_023 stream/hub/ACME/ORDERS peer=a2")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(300)
        .hasLimit(10)
        .hasEvidence("peer_server", "a2")
        .hasEvidence("offline", "yes");
  }

  @Test
  void cannotJudgeAFollowerThatWasNeverHeard() {
    assertThat(run(silent(Duration.ZERO).monitored("io.nats.monitor.peer-seen-critical", "10s")))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isSwitchedOffByAThresholdOfZero() {
    assertThat(
            run(silent(Duration.ofNanos(1)).monitored("io.nats.monitor.peer-seen-critical", "0")))
        .passed();
  }

  private static Orders silent(Duration active) {
    return Orders.healthy()
        .followers(new Replica("a2", null, false, true, active, 0), Orders.follower("a3"));
  }

  @Test
  void leavesOutAStreamThatIsNotOptedIn() {
    assertThat(
            run(
                silent(Duration.ofHours(1))
                    .metadata(Map.of("io.nats.monitor.peer-seen-critical", "10s"))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void leavesAStreamAloneWhoseMonitoringIsSwitchedOff() {
    assertThat(
            run(
                silent(Duration.ofHours(1))
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled",
                            "false",
                            "io.nats.monitor.peer-seen-critical",
                            "10s"))))
        .passed();
  }

  @Test
  void cannotJudgeASwitchThatCannotBeRead() {
    assertThat(
            run(
                silent(Duration.ofHours(1))
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled",
                            "yes",
                            "io.nats.monitor.peer-seen-critical",
                            "10s"))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAThresholdThatCannotBeRead() {
    assertThat(
            run(silent(Duration.ofHours(1)).monitored("io.nats.monitor.peer-seen-critical", "ten")))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(run(silent(Duration.ofHours(1)).withoutConfig()))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(
            run(
                silent(Duration.ofHours(1))
                    .monitored("io.nats.monitor.peer-seen-critical", "10s")
                    .leaderless()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
