// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeafnodeSubscriptionCountHighTest extends CheckContract {

  @Override
  protected LeafnodeSubscriptionCountHigh check() {
    return new LeafnodeSubscriptionCountHigh();
  }

  @ParameterizedTest
  @CsvSource({"20001, WARNING", "50000, WARNING", "50001, CRITICAL"})
  void firesAboveEitherLimit(long subscriptions, Severity severity) {
    assertThat(run(leaf(subscriptions, 1))).onlyFinding().hasSeverity(severity);
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000, 0})
  void staysSilentUpToTheLimit(long subscriptions) {
    assertThat(run(leaf(subscriptions, 1))).passed();
  }

  @Test
  void saysWhichLimitIsCrossed() {
    assertThat(run(leaf(20_001, 1)))
        .onlyFinding()
        .hasMessage(
            "leafnode a1/edge/ACME: 20,001 subscriptions asked for by the other end"
                + " (reported above 20,000)")
        .hasObserved(20_001)
        .hasEvidence("warn_subs", 20_000)
        .hasEvidence("side", "hub");
    assertThat(run(leaf(60_000, 1)))
        .onlyFinding()
        .hasMessageContaining("(critical above 50,000)")
        .hasEvidence("crit_subs", 50_000);
  }

  @Test
  void judgesBothEnds() {
    Snapshot snapshot =
        Deployments.healthy()
            .server("edge", server -> server.leafNodes(List.of(spoke(30_000))))
            .server("a1", server -> server.leafNodes(List.of(leaf(40_000, 1))))
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsExactly("leafnode a1/edge/ACME", "leafnode edge/a1/ACME");
  }

  @Test
  void reportsTheLargestOfLinksThatShareAName() {
    assertThat(run(leaf(21_000, 1), leaf(22_000, 2), leaf(5, 3)))
        .onlyFinding()
        .hasObserved(22_000)
        .hasEvidence("address", "10.0.0.9:2");
  }

  @Test
  void everythingIsCriticalIfThatLimitIsTheLower() {
    assertThat(
            tester()
                .with(LeafnodeSubscriptionCountHigh.WARN_SUBS, 19L)
                .with(LeafnodeSubscriptionCountHigh.CRIT_SUBS, 10L)
                .run(Deployments.healthy().snapshot()))
        .hasFindings(4)
        .finding("leafnode a1/edge/ACME")
        .hasSeverity(Severity.CRITICAL);
    assertThat(
            tester()
                .with(LeafnodeSubscriptionCountHigh.CRIT_SUBS, 10L)
                .run(Deployments.healthy().snapshot()))
        .passed();
  }

  @Test
  void recordsAServerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.leafNodes(null))
                        .missing(Section.LEAFZ, "a1", Coverage.Status.REFUSED)
                        .snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.REFUSED);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(hourly(15_001, 16_001, 17_001, 18_001, 19_001))
        .onlyForecast()
        .isAbout("leafnode a1/edge/ACME")
        .hasSeverity(Severity.WARNING)
        .firesIn(Duration.ofHours(1));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(hourly(19_000, 1_000, 19_500, 500, 19_000)).hasForecasts(0);
  }

  @Test
  void saysWhenAWarningTurnsCritical() {
    assertThat(hourly(25_001, 30_001, 35_001, 40_001, 45_001))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T13:00:00Z");
  }

  private CheckResult hourly(long... subscriptions) {
    return tester()
        .runHourly(
            n ->
                Deployments.healthy()
                    .server("a1", server -> server.leafNodes(List.of(leaf(n, 1))))
                    .snapshot(),
            subscriptions);
  }

  private CheckResult run(LeafNode... leafs) {
    return tester()
        .run(
            Deployments.healthy()
                .server("a1", server -> server.leafNodes(List.of(leafs)))
                .snapshot());
  }

  private static LeafNode leaf(long subscriptions, int port) {
    return LeafNode.builder(Deployments.EDGE)
        .account(Deployments.ACME)
        .ip("10.0.0.9")
        .port(port)
        .subscriptions(subscriptions)
        .build();
  }

  private static LeafNode spoke(long subscriptions) {
    return LeafNode.builder("a1")
        .account(Deployments.ACME)
        .spoke(true)
        .subscriptions(subscriptions)
        .build();
  }
}
