// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerAheadOfStreamTest extends CheckContract {

  @Override
  protected ConsumerAheadOfStream check() {
    return new ConsumerAheadOfStream();
  }

  @ParameterizedTest
  @CsvSource({"101,100,1", "100,100,0", "10,0,1", "0,0,0"})
  void firesAheadOfTheLastSequence(long delivered, long last, int findings) {
    assertThat(tester().run(at(delivered, last))).hasFindings(findings);
  }

  @Test
  void saysThatItIsUnconfirmedWithoutASnapshotBefore() {
    assertThat(tester().run(at(112, 22)))
        .lookedAt(6)
        .onlyFinding()
        .hasKey("CONSUMER_005 consumer/hub/ACME/EVENTS/index")
        .hasSeverity(Severity.CRITICAL)
        .hasMessage(
            "consumer ACME/EVENTS/index: delivered up to sequence 112, but its stream ends at 22"
                + " (90 ahead, unconfirmed)")
        .hasObserved(112)
        .hasLimit(22)
        .hasEvidence("difference", 90)
        .hasEvidence("confirmation", "unconfirmed");
  }

  @ParameterizedTest
  @CsvSource({"30, 0", "31, 0", "29, 1", "27, 1"})
  void passesAConsumerWhoseOwnServerHoldsWhatTheLeaderDidNotYet(long last, int findings) {
    assertThat(tester().run(Index.copyBeside(Index.at(30, 1, 27), 1, last).snapshot()))
        .hasFindings(findings);
  }

  @Test
  void believesTheSnapshotBeforeMoreThanACopyOfTheStream() {
    assertThat(
            tester()
                .previous(earlier(30, 27))
                .run(Index.copyBeside(Index.at(30, 1, 27), 1, 30).snapshot()))
        .hasFindings(1);
  }

  @Test
  void cannotTellWithoutALeaderOfTheStream() {
    assertThat(tester().run(Index.withoutStreamLeader(Index.at(101, 1, 100)).snapshot()))
        .findsNothing()
        .hasGap(Index.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isConfirmedByTheSnapshotBefore() {
    assertThat(tester().previous(earlier(101, 90)).run(at(120, 100)))
        .onlyFinding()
        .hasMessage(
            "consumer ACME/EVENTS/index: delivered up to sequence 120, but its stream ends at 100"
                + " (20 ahead)")
        .hasEvidence("confirmation", "confirmed by the snapshot before");
  }

  @Test
  void passesAConsumerThatWasReadAfterItsBusyStream() {
    assertThat(tester().previous(earlier(100, 100)).run(at(205, 200))).passed().lookedAt(6);
  }

  @Test
  void waitsForTheNextSnapshotWhereANewConsumerReadsABusyStream() {
    CheckResult result = runWithNewConsumer(at(205, 200), earlier(0, 195));

    assertThat(result).findsNothing().hasGap(Index.LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void reportsANewConsumerThatIsFurtherAheadThanItsStreamGrew() {
    assertThat(runWithNewConsumer(at(206, 200), earlier(0, 195))).hasFindings(1);
    assertThat(runWithNewConsumer(at(112, 22), earlier(0, 112))).hasFindings(1);
  }

  @Test
  void reportsANewConsumerOfANewStream() {
    Snapshot before =
        DeploymentBuilder.from(earlier(0, 0)).edit(all -> all.streams(List.of())).snapshot();

    assertThat(runWithNewConsumer(at(205, 200), before)).hasFindings(1);
  }

  @Test
  void doesNotTakeANamesakeForTheSameConsumer() {
    assertThat(
            tester()
                .previous(changed(earlier(90, 100), index -> index.created(Instant.EPOCH)))
                .run(at(206, 100)))
        .onlyFinding()
        .hasEvidence("confirmation", "unconfirmed");
  }

  @Test
  void believesOnlyTheLeaderOfTheSnapshotBefore() {
    assertThat(
            tester()
                .previous(changed(earlier(0, 100), index -> index.serverName("a2")))
                .run(at(206, 100)))
        .onlyFinding()
        .hasEvidence("confirmation", "unconfirmed");
  }

  @Property(tries = 100)
  void firesExactlyIfTheSmallerPositionIsAhead(
      @ForAll @LongRange(max = 50) long before, @ForAll @LongRange(max = 50) long now) {
    assertThat(tester().previous(earlier(before, 25)).run(at(now, 25)))
        .hasFindings(Math.min(before, now) > 25 ? 1 : 0);
  }

  private CheckResult runWithNewConsumer(Snapshot now, Snapshot before) {
    return tester().previous(before.toBuilder().consumers(List.of()).build()).run(now);
  }

  private static Snapshot at(long delivered, long last) {
    return Index.at(delivered, 1, last).snapshot();
  }

  private static Snapshot earlier(long delivered, long last) {
    return Index.at(Deployments.healthy(Duration.ofMinutes(-1)), delivered, 1, last).snapshot();
  }

  private static Snapshot changed(Snapshot snapshot, UnaryOperator<Consumer.Builder> change) {
    return DeploymentBuilder.from(snapshot).consumer(Index.EVENTS, "index", change).snapshot();
  }
}
