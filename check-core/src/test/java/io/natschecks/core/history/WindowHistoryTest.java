// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowHistoryTest {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00.123456789Z");

  /** A server's name is its number; one without a number is a hole. */
  private static final Track<Server> TRACK =
      Track.of(
          "test",
          Snapshot::servers,
          Server::id,
          server ->
              server.name().isBlank()
                  ? OptionalLong.empty()
                  : OptionalLong.of(Long.parseLong(server.name())));

  private static final Track<Server> IDENTITY =
      Track.ofIdentity(
          "identity",
          Snapshot::servers,
          Server::id,
          server -> OptionalLong.of(Long.parseLong(server.name())));

  private final WindowHistory history = new WindowHistory(WINDOW);

  @Property
  void whatIsKeptIsTrueInOrderAndBounded(
      @ForAll @Size(min = 1, max = 600) List<@LongRange(min = 1, max = 1200) Long> secondsBetween) {
    WindowHistory history = new WindowHistory(WINDOW);
    TreeMap<Instant, Long> all = new TreeMap<>();
    Instant now = START;
    for (long seconds : secondsBetween) {
      now = now.plusSeconds(seconds);
      all.put(now, seconds);
      record(history, now, "a", seconds);
    }
    Series series = history.series(TRACK, "a");
    List<Instant> inWindow = new ArrayList<>(all.tailMap(now.minus(WINDOW), true).keySet());

    assertThat(series.size()).isBetween(1, SampleSeries.MOST);
    assertThat(series.timeAt(series.size() - 1)).isEqualTo(now);
    for (int i = 0; i < series.size(); i++) {
      assertThat(all).containsEntry(series.timeAt(i), series.valueAt(i));
      assertThat(series.timeAt(i)).isAfterOrEqualTo(now.minus(WINDOW));
      assertThat(i == 0 || series.timeAt(i - 1).isBefore(series.timeAt(i))).isTrue();
    }
    int newest = Math.min(16, inWindow.size());
    for (int i = 1; i <= newest; i++) {
      assertThat(series.timeAt(series.size() - i)).isEqualTo(inWindow.get(inWindow.size() - i));
    }
  }

  @Property
  void theFirstSampleStaysWhileItIsInTheWindow(@ForAll @IntRange(min = 1, max = 3_600) int count) {
    WindowHistory history = new WindowHistory(WINDOW);
    for (int i = 0; i < count; i++) {
      record(history, START.plusSeconds(i), "a", i);
    }
    Series series = history.series(TRACK, "a");

    assertThat(series.valueAt(0)).isZero();
    assertThat(series.size()).isEqualTo(count <= 128 ? count : series.size());
    assertThat(series.span()).isEqualTo(Duration.ofSeconds(count - 1L));
  }

  @Test
  void theEdgeOfTheWindowBelongsToIt() {
    record(history, START, "a", 1);
    record(history, START.plus(WINDOW), "a", 2);
    assertThat(values("a")).containsExactly(1L, 2L);

    record(history, START.plus(WINDOW).plusNanos(1), "a", 3);
    assertThat(values("a")).containsExactly(2L, 3L);
  }

  @Test
  void thinningDropsEverySecondOfTheOlderHalf() {
    for (int i = 0; i <= SampleSeries.MOST; i++) {
      record(history, START.plusSeconds(i), "a", i);
    }

    List<Long> expected = new ArrayList<>();
    for (long i = 0; i <= SampleSeries.MOST; i++) {
      if (i >= SampleSeries.MOST / 2 || i % 2 == 0) {
        expected.add(i);
      }
    }
    assertThat(values("a")).isEqualTo(expected);
  }

  @Test
  void aMissingReadingLeavesAHole() {
    record(history, START, "a", 1);
    history.record(START.plusSeconds(1), readings(START, Server.builder("a", " ").build()));
    record(history, START.plusSeconds(2), "a", 3);

    assertThat(values("a")).containsExactly(1L, 3L);
  }

  @Test
  void aTrackThatCouldNotBeReadLeavesAHole() {
    record(history, START, "a", 1);
    history.record(START.plusSeconds(1), Map.of());

    assertThat(values("a")).containsExactly(1L);
  }

  @Test
  void whatWasNotSeenForAWholeWindowIsForgotten() {
    record(history, START, "gone", 1);
    record(history, START.plus(WINDOW), "a", 1);
    assertThat(values("gone")).hasSize(1);

    record(history, START.plus(WINDOW).plusSeconds(1), "a", 1);
    assertThat(history.series(TRACK, "gone")).isSameAs(Series.EMPTY);
  }

  @Test
  void aClockThatWasSetBackForgetsEverything() {
    record(history, START, "a", 1);
    record(history, START.plusSeconds(5), "a", 2);
    record(history, START.plusSeconds(4), "a", 3);
    assertThat(values("a")).containsExactly(3L);
  }

  @Test
  void aSnapshotOfTheSameTimeTakesThePlaceOfTheLast() {
    record(history, START, "a", 1);
    record(history, START.plusSeconds(5), "a", 2);
    record(history, START.plusSeconds(5), "a", 3);
    assertThat(values("a")).containsExactly(1L, 3L);
  }

  @Test
  void survivesTheEndsOfTime() {
    record(history, Instant.MIN, "a", 1);
    record(history, START, "a", 2);
    record(history, Instant.MAX, "a", 3);

    assertThat(values("a")).containsExactly(3L);
    assertThat(history.series(TRACK, "a").timeAt(0)).isEqualTo(Instant.MAX);
  }

  @Test
  void aKeyThatComesTwiceKeepsItsLastValue() {
    history.record(
        START, readings(START, Server.builder("a", "1").build(), Server.builder("a", "2").build()));

    assertThat(values("a")).containsExactly(2L);
  }

  @Property
  void everyIdentityOfTheWindowIsKept(
      @ForAll @Size(min = 1, max = 90) List<@IntRange(min = 1, max = 40) Integer> repeats) {
    WindowHistory history = new WindowHistory(WINDOW);
    TreeMap<Instant, Long> all = new TreeMap<>();
    Instant now = START;
    for (int run = 0; run < repeats.size(); run++) {
      for (int i = 0; i < repeats.get(run); i++) {
        now = now.plusSeconds(10);
        all.put(now, (long) run);
        recordIdentity(history, now, run);
      }
    }
    Series series = history.series(IDENTITY, "a");
    Instant from = now.minus(WINDOW);
    Set<Long> kept = new TreeSet<>();
    for (int i = 0; i < series.size(); i++) {
      assertThat(all).containsEntry(series.timeAt(i), series.valueAt(i));
      assertThat(i == 0 || !series.timeAt(i).isBefore(from)).isTrue();
      kept.add(series.valueAt(i));
    }

    assertThat(series.size()).isLessThanOrEqualTo(SampleSeries.MOST);
    assertThat(series.timeAt(series.size() - 1)).isEqualTo(now);
    assertThat(kept).isEqualTo(new TreeSet<>(all.tailMap(from, true).values()));
  }

  @Test
  void anIdentityTellsSinceWhenItHasNotChanged() {
    for (int i = 0; i < 1_000; i++) {
      recordIdentity(history, START.plusSeconds(10L * i), 7);
    }

    Series series = history.series(IDENTITY, "a");
    assertThat(series.size()).isEqualTo(2);
    assertThat(series.timeAt(0)).isEqualTo(START);
    assertThat(series.timeAt(1)).isEqualTo(START.plusSeconds(9_990));
  }

  @Test
  void anIdentityThatChangedBeforeTheWindowIsForgotten() {
    recordIdentity(history, START, 1);
    recordIdentity(history, START.plus(WINDOW), 2);
    assertThat(history.series(IDENTITY, "a").size()).isEqualTo(2);

    recordIdentity(history, START.plus(WINDOW).plusNanos(1), 2);
    assertThat(history.series(IDENTITY, "a").valueAt(0)).isEqualTo(2);
  }

  @Test
  void identitiesThatNeverRepeatAreThinnedAsCountersAre() {
    for (int i = 0; i <= SampleSeries.MOST; i++) {
      recordIdentity(history, START.plusSeconds(i), i);
      record(history, START.plusSeconds(i), "counter", i);
    }

    assertThat(values(IDENTITY, "a")).isEqualTo(values("counter"));
  }

  @Test
  void anIdentityThatWasNotSeenForAWholeWindowIsForgotten() {
    recordIdentity(history, START, 1);
    recordIdentity(history, START.plusSeconds(1), 1);
    record(history, START.plus(WINDOW).plusSeconds(2), "other", 1);

    assertThat(history.series(IDENTITY, "a")).isSameAs(Series.EMPTY);
  }

  @Test
  void knowsNothingOfTracksThatNobodyFollows() {
    assertThat(history.series(TRACK, "a")).isSameAs(Series.EMPTY);
    assertThat(history.window()).isEqualTo(WINDOW);
  }

  private List<Long> values(String key) {
    return values(TRACK, key);
  }

  private List<Long> values(Track<Server> track, String key) {
    Series series = history.series(track, key);
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      values.add(series.valueAt(i));
    }
    return values;
  }

  private static void record(WindowHistory history, Instant now, String key, long value) {
    history.record(now, readings(now, Server.builder(key, Long.toString(value)).build()));
  }

  private static void recordIdentity(WindowHistory history, Instant now, long value) {
    Server server = Server.builder("a", Long.toString(value)).build();
    Snapshot snapshot = Snapshot.builder(now).servers(List.of(server)).build();
    history.record(now, Map.of(IDENTITY, Readings.of(IDENTITY, snapshot)));
  }

  private static Map<Track<?>, Readings> readings(Instant now, Server... servers) {
    Snapshot snapshot = Snapshot.builder(now).servers(List.of(servers)).build();
    return Map.of(TRACK, Readings.of(TRACK, snapshot));
  }
}
