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
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionCountGrowthTest extends CheckContract {

  @Override
  protected SubscriptionCountGrowth check() {
    return new SubscriptionCountGrowth();
  }

  @Test
  void firesWhenTwoOfTenSnapshotsFell() {
    assertThat(run(50, 50, 100, 105, 103, 108, 112, 111, 115, 118, 120, 121))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(
            "server A/a1: subscriptions grew from 100 to 121 in 9m0s (21.0 percent, reported above"
                + " 20), client connections by 0.0 percent")
        .hasObserved(21)
        .hasLimit(20)
        .hasEvidence("start_subs", 100)
        .hasEvidence("end_subs", 121)
        .hasEvidence("conn_delta_pct", 0)
        .hasEvidence("monotonic_epochs", 8)
        .hasEvidence("samples", 10);
  }

  @Test
  void staysSilentAtExactlyTheGrowth() {
    assertThat(run(50, 50, rising(100, 120))).passed();
  }

  @Test
  void nineSnapshotsAreTooFew() {
    assertThat(run(50, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void staysSilentWhenThreeOfTenSnapshotsFell() {
    assertThat(run(50, 50, 100, 110, 105, 115, 112, 125, 120, 130, 140, 150)).passed();
  }

  @Test
  void staysSilentWhereMoreClientsExplainIt() {
    assertThat(run(100, 105, rising(100, 150))).passed();
    assertThat(run(100, 95, rising(100, 150))).passed();
    assertThat(run(100, 104, rising(100, 150))).hasFindings(1);
    assertThat(run(100, 96, rising(100, 150))).hasFindings(1);
  }

  @Test
  void anyNumberOfClientsWillDoWhereThereWereNone() {
    assertThat(run(0, 900, rising(100, 150))).hasFindings(1);
  }

  @Test
  void staysSilentWhereThereWereNoSubscriptions() {
    assertThat(run(50, 50, rising(0, 500))).passed();
  }

  @Test
  void startsAnewAfterARestart() {
    List<Snapshot> past = past(50, 50, rising(100, 500));
    Snapshot restarted =
        DeploymentBuilder.from(past.get(9)).server("a1", a1 -> a1.id("ID-new")).snapshot();

    assertThat(tester().after(past.subList(0, 9)).run(restarted))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void passesOverSnapshotsWithoutTheServer() {
    List<Snapshot> past = past(50, 50, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200);
    past.set(4, DeploymentBuilder.from(past.get(4)).without("a1").snapshot());

    assertThat(run(tester(), past)).onlyFinding().hasEvidence("samples", 10).hasObserved(100);
  }

  @Test
  void recordsAServerThatDoesNotTell() {
    List<Snapshot> past = past(50, 50, rising(100, 150));
    Snapshot now =
        DeploymentBuilder.from(past.get(9))
            .missing(Section.VARZ, "a1", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().after(past.subList(0, 9)).run(now))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  @Test
  void followsItsParameters() {
    CheckTester tester =
        tester()
            .with(SubscriptionCountGrowth.MIN_EPOCHS, 3L)
            .with(SubscriptionCountGrowth.MIN_GROWTH_PCT, 50.0)
            .with(SubscriptionCountGrowth.MIN_MONO_FRAC, 1.0)
            .with(SubscriptionCountGrowth.MAX_CONN_DELTA_PCT, 50.0);

    assertThat(run(tester, past(10, 14, 100, 100, 151))).hasFindings(1);
    assertThat(run(tester, past(10, 14, 100, 99, 151))).passed();
    assertThat(run(tester, past(10, 15, 100, 100, 151))).passed();
  }

  private CheckResult run(int clientsFirst, int clientsLast, long... subscriptions) {
    return run(tester(), past(clientsFirst, clientsLast, subscriptions));
  }

  private static CheckResult run(CheckTester tester, List<Snapshot> all) {
    return tester.after(all.subList(0, all.size() - 1)).run(all.get(all.size() - 1));
  }

  /** Ten numbers, the last of which alone makes the growth. */
  private static long[] rising(long first, long last) {
    return new long[] {first, first, first, first, first, first, first, first, first, last};
  }

  /** A minute lies between the snapshots; the last is now. */
  private static List<Snapshot> past(int clientsFirst, int clientsLast, long... subscriptions) {
    List<Snapshot> all = new ArrayList<>();
    for (int i = 0; i < subscriptions.length; i++) {
      int left = subscriptions.length - 1 - i;
      long held = subscriptions[i];
      all.add(
          Deployments.healthy(Duration.ofMinutes(-left))
              .statistics(
                  "a1",
                  a1 -> a1.subscriptions(held).connections(left == 0 ? clientsLast : clientsFirst))
              .snapshot());
    }
    return all;
  }
}
