// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerCountChangeTest extends CheckContract {

  private static final StreamId ACME = new StreamId(null, "ACME", "ORDERS");
  private static final StreamId BETA = new StreamId(null, "BETA", "EVENTS");

  @Override
  protected ConsumerCountChange check() {
    return new ConsumerCountChange();
  }

  @ParameterizedTest
  @CsvSource({
    "1000,6000,0",
    "1000,6001,1",
    "6001,1000,1",
    "6000,1000,0",
    "0,2000,0",
    "0,5001,1",
    "5001,0,1"
  })
  void firesWhenTheCountChangesByMoreThanTheLimit(int before, int now, int findings) {
    assertThat(run(earlier(consumers(ACME, before)), now(consumers(ACME, now))))
        .hasFindings(findings)
        .lookedAt(1);
  }

  @Test
  void saysWhichAccountsChangedMost() {
    List<Consumer> before = new ArrayList<>(consumers(ACME, 7_000));
    before.addAll(consumers(BETA, 10));
    List<Consumer> now = new ArrayList<>(consumers(ACME, 1_000));
    now.addAll(consumers(BETA, 60));

    assertThat(run(earlier(before), now(now)))
        .onlyFinding()
        .hasKey("JETSTREAM_006 system")
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "system: consumers went from 7,010 to 1,060 in 1m0s (-5,950, reported beyond 5,000"
                + " either way)")
        .hasObserved(-5_950)
        .hasLimit(5_000)
        .hasEvidence("previous_consumers", 7_010)
        .hasEvidence("consumers", 1_060)
        .hasEvidence("interval", "1m0s")
        .hasEvidence("largest_changes", "ACME -6,000 (7,000 to 1,000), BETA +50 (10 to 60)");
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(now(consumers(ACME, 9_000)))).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void cannotTellIfEitherSnapshotIsIncomplete() {
    List<UnaryOperator<DeploymentBuilder>> faults =
        List.of(
            deployment -> deployment.silent("b1"),
            deployment ->
                deployment.missing(Section.JSZ_CONSUMERS, "a2", Coverage.Status.TRUNCATED));
    Snapshot before = earlier(consumers(ACME, 6_001));
    Snapshot now = now(List.of());
    for (UnaryOperator<DeploymentBuilder> fault : faults) {
      assertThat(run(before, fault.apply(DeploymentBuilder.from(now)).snapshot())).skipped();
      assertThat(run(fault.apply(DeploymentBuilder.from(before)).snapshot(), now))
          .skipped(SkipReason.NOT_EVALUABLE);
    }
  }

  @Test
  void countsConsumersWhileTheyHaveNoLeader() {
    List<Consumer> leaderless =
        consumers(ACME, 6_000).stream()
            .map(
                consumer ->
                    consumer.toBuilder()
                        .cluster(new ClusterInfo("A", null, null, List.of()))
                        .build())
            .toList();

    assertThat(run(earlier(consumers(ACME, 6_000)), now(leaderless))).passed();
  }

  @Property(tries = 50)
  void aRiseCountsAsMuchAsAFall(
      @ForAll @IntRange(max = 300) int before, @ForAll @IntRange(max = 300) int now) {
    int findings = Math.abs(now - before) > 100 ? 1 : 0;

    assertThat(runWithLimit(before, now)).hasFindings(findings);
    assertThat(runWithLimit(now, before)).hasFindings(findings);
  }

  private CheckResult runWithLimit(int before, int now) {
    return tester()
        .with(ConsumerCountChange.MAX_DELTA, 100L)
        .previous(earlier(consumers(ACME, before)))
        .run(now(consumers(ACME, now)));
  }

  private CheckResult run(Snapshot before, Snapshot now) {
    return tester().previous(before).run(now);
  }

  private static Snapshot earlier(List<Consumer> consumers) {
    return Deployments.healthy(Duration.ofMinutes(-1))
        .edit(all -> all.consumers(consumers))
        .snapshot();
  }

  private static Snapshot now(List<Consumer> consumers) {
    return Deployments.healthy().edit(all -> all.consumers(consumers)).snapshot();
  }

  private static List<Consumer> consumers(StreamId stream, int count) {
    List<Consumer> consumers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      consumers.add(Consumer.builder(stream, "c" + i, "ID-a1", "a1").build());
    }
    return consumers;
  }
}
