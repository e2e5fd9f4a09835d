// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.KindCounts;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class SlowConsumersTest extends CheckContract {

  @Override
  protected SlowConsumers check() {
    return new SlowConsumers();
  }

  @Test
  void firesWhenTheCounterRose() {
    assertThat(run(5, 6))
        .onlyFinding()
        .hasMessage("server A/a1: 1 slow consumer in the last 1m0s (6 since the start)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(1)
        .hasLimit(0)
        .hasEvidence("slow_consumers_before", 5)
        .hasEvidence("slow_consumers_now", 6)
        .hasEvidence("interval", "1m0s");
  }

  @Test
  void staysSilentWhenTheCounterIsUnchanged() {
    assertThat(run(6, 6)).passed().lookedAt(7);
  }

  @Test
  void staysSilentWhenTheCounterWasReset() {
    assertThat(run(6, 2)).passed().lookedAt(7);
  }

  @Test
  void isSkippedInTheFirstSnapshot() {
    assertThat(tester().run(now(40).snapshot())).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void doesNotCompareWithAnEarlierIncarnation() {
    Snapshot restarted = now(3).server("a1", server -> server.id("ID-new")).snapshot();

    assertThat(tester().previous(before(0).snapshot()).run(restarted))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void recordsAServerOfWhichEitherSnapshotLacksVarz() {
    Snapshot incomplete =
        before(0).missing(Section.VARZ, "a1", Coverage.Status.TIMED_OUT).snapshot();

    assertThat(tester().previous(incomplete).run(now(3).snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void saysWhichKindsOfConnectionsWereCut() {
    UnaryOperator<DeploymentBuilder> later =
        all ->
            all.statistics(
                "a1", a1 -> a1.slowConsumersByKind(new KindCounts(4, 1, 0, 0)).slowConsumers(5));

    assertThat(tester().previous(before(0).snapshot()).run(later.apply(now(5)).snapshot()))
        .onlyFinding()
        .hasEvidence("clients", 4)
        .hasEvidence("routes", 1)
        .hasEvidence("gateways", 0)
        .hasEvidence("leafnodes", 0);
  }

  @Test
  void namesTheClientsThatWereCutSinceThen() {
    Snapshot snapshot =
        now(2)
            .edit(
                all ->
                    all.closedConnections(
                        List.of(
                            closed("new", "Slow Consumer (Pending Bytes)", 10),
                            closed("old", "Slow Consumer (Write Deadline)", 61),
                            closed("gone", "Client Closed", 10))))
            .snapshot();

    assertThat(tester().previous(before(0).snapshot()).run(snapshot))
        .onlyFinding()
        .hasEvidence("closed_connections", "connection ACME/a1/new");
  }

  @Test
  void namesNoClientThatTheSnapshotBeforeListsThoughTheServersClockIsAhead() {
    Connection cut = closed("old", "Slow Consumer (Write Deadline)", 10);
    Snapshot earlier = before(0).edit(all -> all.closedConnections(List.of(cut))).snapshot();
    Snapshot later = now(2).edit(all -> all.closedConnections(List.of(cut))).snapshot();

    assertThat(tester().previous(earlier).run(later))
        .onlyFinding()
        .satisfies(
            finding ->
                Assertions.assertThat(finding.evidence().items())
                    .extracting(Evidence.Item::name)
                    .doesNotContain("closed_connections"));
  }

  @Property
  void firesExactlyWhenTheCounterRose(
      @ForAll @LongRange(min = 0) long before, @ForAll @LongRange(min = 0) long now) {
    assertThat(run(before, now)).hasFindings(now > before ? 1 : 0);
  }

  private static Connection closed(String name, String reason, long secondsAgo) {
    return Deployments.healthy().snapshot().connections().stream()
        .filter(each -> each.serverId().equals(Deployments.idOf("a1")))
        .findFirst()
        .orElseThrow()
        .toBuilder()
        .account(Deployments.ACME)
        .name(name)
        .reason(reason)
        .stop(Deployments.NOW.minusSeconds(secondsAgo))
        .build();
  }

  private CheckResult run(long before, long now) {
    return tester().previous(before(before).snapshot()).run(now(now).snapshot());
  }

  private static DeploymentBuilder before(long slow) {
    return Deployments.healthy(Duration.ofMinutes(-1))
        .statistics("a1", all -> all.slowConsumers(slow));
  }

  private static DeploymentBuilder now(long slow) {
    return Deployments.healthy().statistics("a1", all -> all.slowConsumers(slow));
  }
}
