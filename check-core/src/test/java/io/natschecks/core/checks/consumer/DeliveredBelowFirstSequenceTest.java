// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveredBelowFirstSequenceTest extends CheckContract {

  @Override
  protected DeliveredBelowFirstSequence check() {
    return new DeliveredBelowFirstSequence();
  }

  /**
   * Delivered, first and last sequence; findings by the rule as documented, and without options.
   */
  @ParameterizedTest
  @CsvSource({
    "50, 100, 200, 1, 1",
    "98, 100, 200, 1, 1",
    "100, 100, 200, 0, 0",
    "150, 100, 200, 0, 0",
    "0, 100, 200, 0, 0",
    "99, 100, 200, 1, 0",
    "5, 6, 5, 1, 0",
    "4, 6, 5, 1, 1"
  })
  void firesWhenMessagesBeforeTheFirstWereNotDelivered(
      long delivered, long first, long last, int literal, int findings) {
    assertThat(tester().run(Index.at(delivered, first, last).snapshot())).hasFindings(findings);
    assertThat(
            tester()
                .with(DeliveredBelowFirstSequence.LITERAL, true)
                .run(Index.at(delivered, first, last).snapshot()))
        .hasFindings(literal);
  }

  @Test
  void saysWhereConsumerAndStreamAre() {
    assertThat(tester().run(Index.at(50, 100, 200).snapshot()))
        .lookedAt(6)
        .onlyFinding()
        .hasKey("CONSUMER_004 consumer/hub/ACME/EVENTS/index")
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "consumer ACME/EVENTS/index: delivered up to sequence 50, but its stream begins at 100"
                + " (gap 50)")
        .hasObserved(50)
        .hasLimit(100)
        .hasEvidence("gap", 50)
        .hasEvidence("stream_last_seq", 200)
        .hasEvidence("num_pending", 150);
  }

  @Test
  void cannotTellWithoutALeaderOfTheStream() {
    assertThat(tester().run(Index.withoutStreamLeader(Index.at(50, 100, 200)).snapshot()))
        .findsNothing()
        .hasGap(Index.LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(tester().run(Index.withoutStreamLeader(Index.at(0, 100, 200)).snapshot())).passed();
  }

  @ParameterizedTest
  @EnumSource(names = {"WORK_QUEUE", "INTEREST"})
  void passesAFilteredConsumerWhereOthersMessagesGo(Retention retention) {
    assertThat(run(filtered(kept(retention)))).passed().lookedAt(6);
    assertThat(run(kept(retention))).hasFindings(1);
    assertThat(
            tester()
                .with(DeliveredBelowFirstSequence.LITERAL, true)
                .run(filtered(kept(retention)).snapshot()))
        .hasFindings(1);
  }

  @Test
  void reportsAFilteredConsumerOfAStreamWithLimits() {
    assertThat(run(filtered(Index.at(50, 100, 200)))).hasFindings(1);
  }

  @Test
  void cannotTellWhetherItIsHarmlessWithoutConfiguration() {
    assertThat(run(filtered(kept(Retention.OTHER))))
        .findsNothing()
        .hasGap(Index.LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(run(unconfigured(kept(Retention.WORK_QUEUE))))
        .findsNothing()
        .hasGap(Index.LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(run(unconfigured(Index.at(50, 100, 200)))).hasFindings(1);
  }

  @ParameterizedTest
  @CsvSource({"275, 275, 0", "276, 275, 0", "270, 274, 0", "277, 280, 1", "281, 280, 1"})
  void passesAConsumerWhoseOwnServerHoldsWhatTheLeaderHasRemovedSince(
      long first, long last, int findings) {
    DeploymentBuilder drained = Index.at(275, 281, 280);

    assertThat(run(Index.copyBeside(drained, first, last))).hasFindings(findings);
    assertThat(
            tester()
                .with(DeliveredBelowFirstSequence.LITERAL, true)
                .run(Index.copyBeside(drained, first, last).snapshot()))
        .hasFindings(1);
  }

  private CheckResult run(DeploymentBuilder deployment) {
    return tester().run(deployment.snapshot());
  }

  private static DeploymentBuilder kept(Retention retention) {
    return Index.at(50, 100, 200).streamConfig(Index.EVENTS, stream -> stream.retention(retention));
  }

  private static DeploymentBuilder filtered(DeploymentBuilder deployment) {
    return deployment.consumerConfig(
        Index.EVENTS, "index", index -> index.filterSubjects(List.of("events.rare")));
  }

  private static DeploymentBuilder unconfigured(DeploymentBuilder deployment) {
    return deployment.consumer(Index.EVENTS, "index", index -> index.config(null));
  }
}
