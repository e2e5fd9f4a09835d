// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeDeduplicationWindowTest extends CheckContract {

  private static final StreamId ORDERS = Deployments.stream("ORDERS");
  private static final String LABEL = "stream ACME/ORDERS";
  private static final Duration INTERVAL = Duration.ofSeconds(100);

  @Override
  protected LargeDeduplicationWindow check() {
    return new LargeDeduplicationWindow();
  }

  @ParameterizedTest(name = "{0} minutes, {1} messages in 100 s: {2} findings")
  @CsvSource({"60,10000,0", "61,999,0", "61,1000,1", "360,1000,1", "361,5000,1"})
  void firesAboveTheWindowFromTheRateOn(long minutes, long messages, int findings) {
    assertThat(run(minutes, messages)).hasFindings(findings);
  }

  @Test
  void tellsByTheWindowHowBadItIs() {
    assertThat(run(360, 1_000)).onlyFinding().hasSeverity(Severity.INFO).hasLimit(60);
    assertThat(run(361, 5_000))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            LABEL
                + ": remembers message ids for 6h1m (warning above 360 minutes), 50 messages a second"
                + " come in")
        .hasObserved(361)
        .hasLimit(360)
        .hasEvidence("msg_rate_per_sec", 50)
        .hasEvidence("messages", 1_000)
        .hasEvidence("previous_sample_time", "2026-02-01T11:58:20Z");
  }

  @Test
  void cannotTellFromASingleSnapshot() {
    assertThat(tester().run(now(361, 5_000)))
        .findsNothing()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void needsNoPastWhereTheWindowIsSmall() {
    assertThat(tester().run(now(60, 5_000))).passed().notLookedAt(0);
  }

  @Test
  void theFlowIsThatOfTheLastTwoSnapshots() {
    Snapshot longAgo = snapshot(Duration.ofHours(-20), 361, 0, 1_000);

    assertThat(
            tester()
                .after(List.of(longAgo, snapshot(INTERVAL.negated(), 361, 2_000_000, 1_000)))
                .run(now(361, 2_000_000)))
        .passed();
  }

  @Test
  void anEmptyStreamRemembersNothing() {
    assertThat(
            tester()
                .after(List.of(snapshot(INTERVAL.negated(), 361, 0, 0)))
                .run(snapshot(Duration.ZERO, 361, 5_000, 0)))
        .passed();
  }

  @Test
  void aSequenceThatFellIsNoFlow() {
    assertThat(
            tester()
                .after(List.of(snapshot(INTERVAL.negated(), 361, 90_000, 1_000)))
                .run(now(361, 10)))
        .passed();
  }

  @Test
  void cannotTellWithoutTheConfiguration() {
    Snapshot unknown =
        DeploymentBuilder.from(now(361, 5_000)).stream(
                ORDERS, stream -> new Stream(ORDERS, stream.created(), null, stream.views()))
            .snapshot();

    assertThat(tester().run(unknown)).findsNothing().hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void followsItsParameters() {
    Snapshot before = snapshot(INTERVAL.negated(), 30, 0, 1_000);

    assertThat(
            tester()
                .with(LargeDeduplicationWindow.WARN_WINDOW_MINUTES, 10.0)
                .with(LargeDeduplicationWindow.CRIT_WINDOW_MINUTES, 20.0)
                .with(LargeDeduplicationWindow.MIN_RATE_PER_SEC, 1.0)
                .after(List.of(before))
                .run(now(30, 100)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasLimit(20);
  }

  /** The number of stored messages stays, as in a stream that is full. */
  private CheckResult run(long minutes, long messages) {
    return tester()
        .after(List.of(snapshot(INTERVAL.negated(), minutes, 0, 1_000)))
        .run(now(minutes, messages));
  }

  private static Snapshot now(long minutes, long lastSequence) {
    return snapshot(Duration.ZERO, minutes, lastSequence, 1_000);
  }

  private static Snapshot snapshot(Duration later, long minutes, long lastSequence, long messages) {
    return Deployments.healthy(later)
        .streamConfig(ORDERS, config -> config.duplicateWindow(Duration.ofMinutes(minutes)))
        .streamViews(
            ORDERS,
            view ->
                Views.holding(
                    view,
                    state ->
                        new StreamState(
                            messages,
                            state.bytes(),
                            0,
                            lastSequence,
                            state.lastTime(),
                            state.subjects(),
                            state.deleted(),
                            state.consumers())))
        .snapshot();
  }
}
