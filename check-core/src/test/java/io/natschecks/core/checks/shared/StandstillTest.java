// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.idle.InactiveStream;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Samples are one minute apart; the last one is of now. */
class StandstillTest {

  private static final Instant NOW = Deployments.NOW;

  @Property(tries = 200)
  void comparesTheTwoEndsAlone(@ForAll @Size(min = 2, max = 20) List<Long> values) {
    Values series = new Values(values);
    boolean equal = values.get(0).equals(values.get(values.size() - 1));

    assertThat(isFound(overSamples(series, 2))).isEqualTo(equal);
    assertThat(isFound(sinceFirstSnapshot(series, series.timeAt(0)))).isEqualTo(equal);
  }

  @Test
  void cannotTellFromTooFewSamples() {
    Values two = new Values(List.of(7L, 7L));

    assertThat(overSamples(two, 2)).failed();
    assertThat(overSamples(two, 3)).skipped(SkipReason.HISTORY_TOO_SHORT);
    assertThat(overSamples(Series.EMPTY, 2)).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotTellWithoutASampleInTheFirstSnapshot() {
    Values two = new Values(List.of(7L, 7L));
    Instant earlier = two.timeAt(0).minusSeconds(1);

    assertThat(sinceFirstSnapshot(two, earlier)).skipped(SkipReason.HISTORY_TOO_SHORT);
    assertThat(sinceFirstSnapshot(new Values(List.of(7L)), NOW))
        .skipped(SkipReason.HISTORY_TOO_SHORT);
    assertThat(sinceFirstSnapshot(Series.EMPTY, NOW)).skipped(SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void whatMovedIsKnownToMoveHoweverFewSamplesThereAre() {
    Values moved = new Values(List.of(7L, 8L));

    assertThat(overSamples(moved, 5)).passed();
    assertThat(sinceFirstSnapshot(moved, moved.timeAt(0).minusSeconds(1))).passed();
  }

  private static boolean isFound(CheckResult result) {
    return result.findingCount() == 1;
  }

  private static CheckResult overSamples(Series series, long least) {
    return judge(NOW, (context, verdict) -> Standstill.overSamples(series, least, verdict));
  }

  private static CheckResult sinceFirstSnapshot(Series series, Instant firstSnapshot) {
    return judge(
        firstSnapshot,
        (context, verdict) -> Standstill.sinceFirstSnapshot(context, series, verdict));
  }

  private static CheckResult judge(
      Instant firstSnapshot, BiPredicate<CheckContext, Verdict<?>> still) {
    CheckContext context =
        CheckContext.builder(
                new InactiveStream().descriptor(), Snapshot.builder(Deployments.NOW).build())
            .history(new SeenFrom(firstSnapshot))
            .build();
    return context
        .over(List.of("ACME"), id -> new Entity.Account(id, id), List.of())
        .judge(
            (account, verdict) -> {
              if (still.test(context, verdict)) {
                verdict.finding().observed("value", "same").message("stands still");
              }
            });
  }

  /** A history of which only its beginning matters. */
  private record SeenFrom(Instant first) implements History {

    @Override
    public Duration window() {
      return Duration.between(first, NOW);
    }

    @Override
    public long snapshotsAfter(Instant time) {
      return 0;
    }

    @Override
    public Seen seen() {
      return new Seen(first, NOW, 2, window());
    }

    @Override
    public Series series(Track<?> track, String key) {
      return Series.EMPTY;
    }

    @Override
    public Collection<String> keys(Tracked<?> tracked) {
      return List.of();
    }
  }

  private record Values(List<Long> values) implements Series {

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Instant timeAt(int index) {
      return NOW.minus(Duration.ofMinutes(values.size() - 1L - index));
    }

    @Override
    public long valueAt(int index) {
      return values.get(index);
    }
  }
}
