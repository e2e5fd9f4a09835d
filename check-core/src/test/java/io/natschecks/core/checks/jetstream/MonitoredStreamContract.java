// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for every check of a threshold that a stream carries in its metadata. */
abstract class MonitoredStreamContract extends CheckContract {

  private final String key;
  private final String threshold;
  private final String unreadable;

  /**
   * States a key with a threshold that {@link #past} is past, and a text that cannot be read.
   *
   * @param key last part of the key
   */
  MonitoredStreamContract(String key, String threshold, String unreadable) {
    this.key = "io.nats.monitor." + key;
    this.threshold = threshold;
    this.unreadable = unreadable;
  }

  /** A stream that is past the threshold, but does not carry it. */
  abstract Orders past();

  @Test
  void firesWhenThePastThresholdCounts() {
    assertThat(run(past(), threshold)).findsExactly(LABEL).lookedAt(1);
  }

  @Test
  void leavesOutAStreamThatIsNotOptedIn() {
    assertThat(run(past().metadata(Map.of(key, threshold)))).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void leavesAStreamAloneWhoseMonitoringIsSwitchedOff() {
    assertThat(run(past().metadata(Map.of("io.nats.monitor.enabled", "false", key, threshold))))
        .passed();
  }

  @Test
  void cannotJudgeASwitchThatCannotBeRead() {
    assertThat(run(past().metadata(Map.of("io.nats.monitor.enabled", "yes", key, threshold))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAThresholdThatCannotBeRead() {
    assertThat(run(past(), unreadable))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isSwitchedOffByAThresholdOfZero() {
    assertThat(run(past(), "0")).passed();
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(run(past().withoutConfig()))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(run(past().leaderless(), threshold))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  /** Judges a stream that carries a threshold and is switched on. */
  CheckResult run(Orders orders, String text) {
    return run(orders.metadata(Map.of("io.nats.monitor.enabled", "true", key, text)));
  }

  CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
