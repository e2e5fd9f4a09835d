// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SubscriptionStatistics;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionFanoutAnomalyTest extends CheckContract {

  @Override
  protected SubscriptionFanoutAnomaly check() {
    return new SubscriptionFanoutAnomaly();
  }

  @ParameterizedTest(name = "average {0}, most {1}: {2} findings")
  @CsvSource({"2.0,20,0", "2.0,21,1", "1.0,500,0", "1.01,11,1", "0,0,0"})
  void firesAboveTheMultipleOfAnAverageAboveOne(double average, long most, int findings) {
    assertThat(run(average, most)).hasFindings(findings);
  }

  @Test
  void saysWhatIsUsualAndWhatIsNot() {
    assertThat(run(2.5, 100))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(
            "server A/a1: 100 receivers of one subject, 2.5 on average (40 times as many, reported"
                + " above 10)")
        .hasObserved(40)
        .hasLimit(10)
        .hasEvidence("max_fanout", 100)
        .hasEvidence("avg_fanout", 2.5)
        .hasEvidence("num_cache", 80)
        .hasEvidence("num_subscriptions", 120);
  }

  @Test
  void followsItsParameter() {
    assertThat(tester().with(SubscriptionFanoutAnomaly.MULTIPLIER, 50.0).run(snapshot(2.5, 100)))
        .passed();
  }

  @Test
  void recordsAServerThatDoesNotTell() {
    Snapshot snapshot =
        DeploymentBuilder.from(snapshot(2.5, 100))
            .missing(Section.SUBSZ, "a1", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot)).passed().hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  @Property
  void scalingAllFanoutsChangesNothingOnceTheAverageIsAboveOne(
      @ForAll @IntRange(min = 2, max = 50) int average,
      @ForAll @IntRange(min = 2, max = 1_000) int most,
      @ForAll @IntRange(min = 1, max = 50) int factor) {
    assertThat(run((double) average * factor, (long) most * factor))
        .hasFindings(run(average, most).findingCount());
  }

  private CheckResult run(double average, long most) {
    return tester().run(snapshot(average, most));
  }

  private static Snapshot snapshot(double average, long most) {
    return Deployments.healthy()
        .server(
            "a1",
            a1 ->
                a1.subscriptionStatistics(
                    new SubscriptionStatistics(120, 80, 130, 10, 500, 0.9, most, average)))
        .snapshot();
  }
}
