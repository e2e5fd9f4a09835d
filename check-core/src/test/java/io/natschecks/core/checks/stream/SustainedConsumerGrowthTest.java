// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SustainedConsumerGrowthTest extends CheckContract {

  private static final StreamId ORDERS = Deployments.stream("ORDERS");
  private static final String LABEL = "stream ACME/ORDERS";

  @Override
  protected SustainedConsumerGrowth check() {
    return new SustainedConsumerGrowth();
  }

  @Test
  void firesFromTheGrowthOn() {
    assertThat(run(100, 200, 300, 400, 600))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "stream ACME/ORDERS: consumers grew from 100 to 600 in 4m0s (+500, reported from 500)")
        .hasObserved(500)
        .hasLimit(500)
        .hasEvidence("start_consumers", 100)
        .hasEvidence("end_consumers", 600)
        .hasEvidence("samples", 5)
        .hasEvidence("monotonic_samples", 5);
  }

  @Test
  void staysSilentBelowTheGrowth() {
    assertThat(run(100, 200, 300, 400, 599)).passed();
  }

  @Test
  void fourSnapshotsAreTooFew() {
    assertThat(run(100, 1_000, 2_000, 5_000))
        .skipped(SkipReason.HISTORY_TOO_SHORT)
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void firesWhenOneOfFiveFell() {
    assertThat(run(100, 400, 300, 500, 600)).hasFindings(1);
  }

  @Test
  void staysSilentWhenTwoOfFiveFell() {
    assertThat(run(100, 50, 3_000, 2_000, 5_100)).passed();
  }

  @Test
  void needsNoConsumersToStartWith() {
    assertThat(run(0, 100, 200, 300, 400, 500)).hasFindings(1);
  }

  @Test
  void staysSilentWithoutGrowthEvenIfNoneIsWanted() {
    CheckTester tester = tester().with(SustainedConsumerGrowth.MIN_TOTAL_GROWTH, 0L);

    assertThat(run(tester, past(3, 3, 3, 3, 3))).passed();
  }

  @Test
  void followsItsParameters() {
    CheckTester tester =
        tester()
            .with(SustainedConsumerGrowth.MIN_GROWTH_EPOCHS, 2L)
            .with(SustainedConsumerGrowth.MIN_TOTAL_GROWTH, 10L)
            .with(SustainedConsumerGrowth.MIN_MONO_FRAC, 1.0);

    assertThat(run(tester, past(3, 13))).hasFindings(1);
    assertThat(run(tester, past(3, 12))).passed();
    assertThat(run(tester, past(3, 2, 100))).passed();
  }

  @Test
  void passesOverSnapshotsWithoutALeader() {
    List<Snapshot> all = past(100, 200, 300, 400, 500, 600);
    all.set(
        2,
        DeploymentBuilder.from(all.get(2)).streamViews(ORDERS, view -> led(view, null)).snapshot());

    assertThat(run(tester(), all)).onlyFinding().hasEvidence("samples", 5);
  }

  @Test
  void followsAStreamThatWasMadeAnewFromThereOn() {
    List<Snapshot> all = past(100, 200, 300, 400, 600);
    Snapshot anew =
        DeploymentBuilder.from(all.get(4)).stream(
                ORDERS,
                stream -> new Stream(ORDERS, Deployments.NOW, stream.config(), stream.views()))
            .snapshot();
    all.set(4, anew);

    assertThat(run(tester(), all)).findsNothing().hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void saysWhenTheStreamWillBeFull() {
    List<Snapshot> all = past(100, 250, 400, 550, 700);
    all.set(4, limited(all.get(4), 1_000));

    assertThat(run(tester(), all))
        .onlyFinding()
        .hasEvidence("limit_reached_at", "2026-02-01T12:02:00Z")
        .hasEvidence("growth", 600);
  }

  @Test
  void foreseesNothingWithoutALimit() {
    assertThat(run(100, 250, 400, 550, 700))
        .onlyFinding()
        .satisfies(
            finding ->
                Assertions.assertThat(finding.evidence().items())
                    .extracting(Evidence.Item::name)
                    .doesNotContain("limit_reached_at"));
  }

  private CheckResult run(int... consumers) {
    return run(tester(), past(consumers));
  }

  private static CheckResult run(CheckTester tester, List<Snapshot> all) {
    return tester.after(all.subList(0, all.size() - 1)).run(all.get(all.size() - 1));
  }

  /** A minute lies between the snapshots; the last is now. */
  private static List<Snapshot> past(int... consumers) {
    List<Snapshot> all = new ArrayList<>();
    for (int i = 0; i < consumers.length; i++) {
      int held = consumers[i];
      all.add(
          Deployments.healthy(Duration.ofMinutes(i + 1L - consumers.length))
              .streamViews(ORDERS, view -> Views.holding(view, state -> with(state, held)))
              .snapshot());
    }
    return all;
  }

  private static Snapshot limited(Snapshot snapshot, long most) {
    return DeploymentBuilder.from(snapshot)
        .streamConfig(ORDERS, config -> config.maxConsumers(Limit.of(most)))
        .snapshot();
  }

  private static StreamState with(StreamState state, int consumers) {
    return new StreamState(
        state.messages(),
        state.bytes(),
        state.firstSequence(),
        state.lastSequence(),
        state.lastTime(),
        state.subjects(),
        state.deleted(),
        consumers);
  }

  private static StreamView led(StreamView view, @Nullable String leader) {
    ClusterInfo cluster = new ClusterInfo("A", leader, "S-R3F-ORDERS", List.of());
    return new StreamView(
        view.serverId(), view.serverName(), view.state(), cluster, view.mirror(), view.sources());
  }
}
