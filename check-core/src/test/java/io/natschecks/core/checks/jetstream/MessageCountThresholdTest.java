// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCountThresholdTest extends CheckContract {

  @Override
  protected MessageCountThreshold check() {
    return new MessageCountThreshold();
  }

  @ParameterizedTest
  @CsvSource({
    "500, 1000, 500, none",
    "500, 1000, 501, WARNING",
    "500, 1000, 1000, WARNING",
    "500, 1000, 1001, CRITICAL",
    "1000, 500, 1000, none",
    "1000, 500, 999, WARNING",
    "1000, 500, 500, WARNING",
    "1000, 500, 499, CRITICAL",
    "500, 500, 9999, none",
    "500, 500, 1, none",
    "500, none, 501, WARNING",
    "500, none, 500, none",
    "none, 500, 501, CRITICAL",
    "none, 500, 500, none",
    "1000, 0, 9999, none",
    "0, 500, 9999, none",
    "-1, -1, 9999, none"
  })
  void takesTheDirectionFromTheTwoThresholds(
      String warn, String critical, long held, String severity) {
    CheckResult result = run(stream(warn, critical, held));

    if (severity.equals("none")) {
      assertThat(result).passed();
    } else {
      assertThat(result).onlyFinding().hasSeverity(Severity.valueOf(severity));
    }
  }

  @Test
  void namesCountThresholdsAndDirection() {
    assertThat(run(stream("1000", "500", 700)))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: 700 messages, too few (io.nats.monitor.msgs-warn is 1,000)")
        .hasObserved(700)
        .hasLimit(1_000)
        .hasEvidence("messages", 700)
        .hasEvidence("critical_threshold", "500 messages")
        .hasEvidence("direction", "too few");
  }

  @Test
  void namesTheThresholdThatIsPassed() {
    assertThat(run(stream("500", "1000", 1_500)))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: 1,500 messages, too many"
                + " (io.nats.monitor.msgs-critical is 1,000)")
        .hasEvidence("warn_threshold", "500 messages")
        .hasEvidence("threshold_key", "io.nats.monitor.msgs-critical");
  }

  @Test
  void takesNoDirectionFromOneThresholdWhereTheOtherCannotBeRead() {
    assertThat(run(stream("1000", "many", 9_999))).skipped(SkipReason.NOT_EVALUABLE).notLookedAt(1);
  }

  private static Orders stream(String warn, String critical, long held) {
    Map<String, String> metadata = new HashMap<>(Map.of("io.nats.monitor.enabled", "true"));
    metadata.put("io.nats.monitor.msgs-warn", warn);
    metadata.put("io.nats.monitor.msgs-critical", critical);
    metadata.values().removeIf("none"::equals);
    return Orders.healthy().holding(Orders.messages(held)).metadata(metadata);
  }

  @Test
  void leavesOutAStreamThatIsNotOptedIn() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.messages(9_999))
                    .metadata(Map.of("io.nats.monitor.msgs-warn", "500"))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void leavesAStreamAloneWhoseMonitoringIsSwitchedOff() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.messages(9_999))
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled",
                            "false",
                            "io.nats.monitor.msgs-warn",
                            "500"))))
        .passed();
  }

  @Test
  void cannotJudgeASwitchThatCannotBeRead() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.messages(9_999))
                    .metadata(
                        Map.of(
                            "io.nats.monitor.enabled", "yes", "io.nats.monitor.msgs-warn", "500"))))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAThresholdThatCannotBeRead() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.messages(9_999))
                    .monitored("io.nats.monitor.msgs-warn", "5e2")))
        .skipped(SkipReason.NOT_EVALUABLE)
        .notLookedAt(1)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    assertThat(run(Orders.healthy().holding(Orders.messages(9_999)).withoutConfig()))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeAStreamWithoutALeader() {
    assertThat(
            run(
                Orders.healthy()
                    .holding(Orders.messages(9_999))
                    .monitored("io.nats.monitor.msgs-warn", "500")
                    .leaderless()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(Orders orders) {
    return tester().run(orders.snapshot());
  }
}
