// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.StreamOrigin;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MirrorSeenCriticalTest extends CheckContract {

  @Override
  protected MirrorSeenCritical check() {
    return new MirrorSeenCritical();
  }

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void passesASilenceOfExactlyTheThreshold() {
    assertThat(run(mirror(LIMIT).monitored("io.nats.monitor.seen-critical", "2m"))).passed();
  }

  @Test
  void firesOneNanosecondAboveTheThreshold() {
    assertThat(run(mirror(LIMIT.plusNanos(1)).monitored("io.nats.monitor.seen-critical", "2m")))
        .findsExactly(LABEL);
  }

  @Test
  void namesSilenceOriginAndThreshold() {
    assertThat(run(mirror(Duration.ofHours(1)).monitored("io.nats.monitor.seen-critical", "2m")))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: nothing heard of its origin EVENTS for 1h0m"
                + " (io.nats.monitor.seen-critical is 2m0s)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(3_600)
        .hasLimit(120)
        .hasEvidence("origin", "EVENTS")
        .hasEvidence("lag", 0);
  }

  @Test
  void cannotJudgeAMirrorThatNeverHeardItsOrigin() {
    assertThat(run(mirror(null).monitored("io.nats.monitor.seen-critical", "2m")))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isSwitchedOffByAThresholdOfZero() {
    assertThat(run(mirror(Duration.ofSeconds(1)).monitored("io.nats.monitor.seen-critical", "0")))
        .passed();
  }

  @Test
  void leavesOutAStreamThatIsNoMirror() {
    assertThat(run(Orders.healthy().monitored("io.nats.monitor.seen-critical", "2m")))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  private static Orders mirror(@Nullable Duration active) {
    return Orders.healthy()
        .config(config -> config.mirror(new StreamOrigin("EVENTS", null)))
        .mirror(new StreamSource("EVENTS", 0, active, false));
  }

  @Test
  void leavesOutAStreamThatIsNotOptedIn() {
    assertThat(
            run(
                mirror(Duration.ofHours(1))
                    .metadata(Map.of("io.nats.monitor.seen-critical", "2m"))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void leavesAStreamAloneWhoseMonitoringIsSwitchedOff() {
    assertThat(
            run(
                mirror(Duration.ofHours(1))
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled",
                            "false",
                            "io.nats.monitor.seen-critical",
                            "2m"))))
        .passed();
  }

  @Test
  void cannotJudgeASwitchThatCannotBeRead() {
    assertThat(
            run(
                mirror(Duration.ofHours(1))
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled",
                            "yes",
                            "io.nats.monitor.seen-critical",
                            "2m"))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAThresholdThatCannotBeRead() {
    assertThat(
            run(
                mirror(Duration.ofHours(1))
                    .monitored("io.nats.monitor.seen-critical", "2 minutes")))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(run(mirror(Duration.ofHours(1)).withoutConfig()))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(
            run(
                mirror(Duration.ofHours(1))
                    .monitored("io.nats.monitor.seen-critical", "2m")
                    .leaderless()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
