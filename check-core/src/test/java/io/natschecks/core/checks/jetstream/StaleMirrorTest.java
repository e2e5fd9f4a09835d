// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaleMirrorTest extends CheckContract {

  @Override
  protected StaleMirror check() {
    return new StaleMirror();
  }

  private static final StreamId ORIGIN = Deployments.stream("EVENTS");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  void passesASilenceOfExactlyTheLimit() {
    assertThat(run(mirror(0, LIMIT), 100, 200)).findsNothing();
  }

  @Test
  void firesOneNanosecondAboveTheLimit() {
    assertThat(run(mirror(0, LIMIT.plusNanos(1)), 100, 200)).findsExactly(LABEL);
  }

  @Test
  void namesOriginSilenceAndGrowth() {
    assertThat(run(mirror(0, HOUR), 100, 200))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: nothing heard of its origin EVENTS for 1h0m"
                + " (reported above 5 minutes), which grew from sequence 100 to 200")
        .hasSeverity(Severity.WARNING)
        .hasObserved(60)
        .hasLimit(5)
        .hasEvidence("origin", "EVENTS")
        .hasEvidence("origin_last_sequence_before", 100)
        .hasEvidence("origin_last_sequence", 200);
  }

  @Test
  void leavesAMirrorAloneThatKnowsOfItsLag() {
    assertThat(run(mirror(1, HOUR), 100, 200)).findsNothing();
  }

  @Test
  void passesWhileTheOriginIsAtRest() {
    assertThat(run(mirror(0, HOUR), 100, 100)).findsNothing().notLookedAt(0);
  }

  @Test
  void firesForAnOriginThatIsFullAndDropsAMessageForEachNewOne() {
    assertThat(run(mirror(0, HOUR), 1_000, 2_000)).findsExactly(LABEL);
  }

  @Test
  void passesAnOriginWhoseSequenceFell() {
    assertThat(run(mirror(0, HOUR), 200, 100)).findsNothing();
  }

  @Test
  void cannotJudgeAMirrorThatNeverHeardItsOrigin() {
    assertThat(run(mirror(0, null), 100, 200))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeASilentMirrorWhoseOriginIsNotThere() {
    Snapshot now = Orders.healthy().mirror(source("GONE", HOUR, false)).snapshot();

    assertThat(tester().previous(now).run(now))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeASilentMirrorOfAnotherAccount() {
    Orders orders = Orders.healthy().mirror(source("EVENTS", HOUR, true));

    assertThat(run(orders, 100, 200)).findsNothing().hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotJudgeASilentMirrorWhoseOriginWasMadeAgain() {
    Snapshot now =
        origin(mirror(0, HOUR), 200)
            .deployment(
                all ->
                    all.stream(
                        ORIGIN,
                        s -> new Stream(ORIGIN, s.created().plusSeconds(1), s.config(), s.views())))
            .snapshot();

    assertThat(tester().previous(origin(mirror(0, HOUR), 100).snapshot()).run(now))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void passesAMirrorThatIsHeardWhateverItsOrigin() {
    assertThat(run(Orders.healthy().mirror(source("GONE", Duration.ofSeconds(1), true)), 1, 2))
        .findsNothing()
        .notLookedAt(0);
  }

  @Test
  void isSkippedWithoutAnEarlierSnapshot() {
    assertThat(tester().run(mirror(0, HOUR).snapshot())).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void looksAtMirrorsOnly() {
    Snapshot now = Orders.healthy().snapshot();

    assertThat(tester().previous(now).run(now)).lookedAt(1);
  }

  private CheckResult run(Orders orders, long before, long now) {
    Snapshot earlier = origin(Orders.healthy(), before).snapshot();
    return tester().previous(earlier).run(origin(orders, now).snapshot());
  }

  private static Orders origin(Orders orders, long lastSequence) {
    return orders.deployment(
        all ->
            all.streamViews(
                ORIGIN, view -> Orders.holding(view, Orders.lastSequence(lastSequence))));
  }

  private static Orders mirror(long lag, @Nullable Duration active) {
    return Orders.healthy().mirror(new StreamSource("EVENTS", lag, active, false));
  }

  private static StreamSource source(String name, Duration active, boolean external) {
    return new StreamSource(name, 0, active, external);
  }
}
