// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.history.Sample;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Stretch;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowHistoryTest {

  private static final Duration WINDOW = Duration.ofHours(24);
  private static final Duration PART = WINDOW.dividedBy(Timeline.PARTS);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00.123456789Z");

  @Property(tries = 60)
  void agreesWithAHistoryThatKeepsEverySample(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1_500) int snapshots,
      @ForAll @IntRange(min = 1, max = 4_000) int seconds) {
    RecordedHistory recorded = random(seed, snapshots, seconds);

    Seen seen = recorded.history.seen();
    recorded.all.forEach(
        (key, all) -> {
          AllSamples expected = all.from(seen.first());
          assertSame(recorded.history.series(RecordedHistory.NUMBER, key), expected);
          assertSameRuns(
              recorded.history.series(RecordedHistory.IDENTITY, key),
              all.sinceLastPauseOver(WINDOW).stretches(),
              recorded.now.minus(WINDOW));
        });
  }

  @Property(tries = 60)
  void seesTheWholeWindowAndLittleMore(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1_500) int snapshots,
      @ForAll @IntRange(min = 1, max = 4_000) int seconds) {
    List<Instant> times = new ArrayList<>();
    RecordedHistory recorded = random(seed, snapshots, seconds, times);

    Seen seen = recorded.history.seen();
    Instant oldest = recorded.now.minus(WINDOW);
    assertThat(seen.last()).isEqualTo(recorded.now);
    assertThat(seen.first()).isIn(times);
    assertThat(seen.snapshots())
        .isEqualTo(times.stream().filter(each -> !each.isBefore(seen.first())).count());
    assertThat(times)
        .filteredOn(each -> !each.isBefore(oldest))
        .allMatch(each -> !each.isBefore(seen.first()));
    Instant start =
        times.stream()
            .filter(each -> !each.isAfter(oldest) && !each.isBefore(oldest.minus(WINDOW)))
            .max(Comparator.naturalOrder())
            .orElse(oldest);
    assertThat(seen.first()).isAfter(start.minus(PART));
    assertThat(seen.covers(WINDOW)).isEqualTo(times.contains(start));
    assertThat(seen.covers(WINDOW)).isEqualTo(!seen.first().isAfter(oldest));
  }

  @Property(tries = 40)
  void theSeriesSinceAPointInTimeReachesBackToIt(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int percent) {
    RecordedHistory recorded = random(seed, 1_000, 120);
    Instant from = recorded.now.minus(WINDOW.multipliedBy(percent).dividedBy(100));

    recorded.all.forEach(
        (key, all) -> {
          Series part = recorded.history.series(RecordedHistory.NUMBER, key).since(from);
          AllSamples least = all.from(from);
          if (part.count() == 0) {
            assertThat(least.size()).isZero();
          } else {
            assertSame(part, all.from(part.first().time()));
            assertThat(part.count()).isGreaterThanOrEqualTo(least.size());
            assertThat(part.first().time()).isAfter(from.minus(PART));
          }
        });
  }

  @Property(tries = 40)
  void isTheSameAfterItWasWrittenAndRead(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int snapshots) throws IOException {
    RecordedHistory recorded = random(seed, snapshots, 300);

    WindowHistory read = new WindowHistory(WINDOW);
    read.read(new ByteArrayInputStream(written(recorded.history)));

    assertThat(read.seen()).isEqualTo(recorded.history.seen());
    recorded
        .all
        .keySet()
        .forEach(
            key -> {
              assertSame(
                  read.series(RecordedHistory.NUMBER, key),
                  recorded.history.series(RecordedHistory.NUMBER, key));
              assertThat(read.series(RecordedHistory.IDENTITY, key).stretches())
                  .isEqualTo(recorded.history.series(RecordedHistory.IDENTITY, key).stretches());
            });
  }

  @Property(tries = 300)
  void damageIsNamedOrHarmless(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] data = written(random(3, 50, 600).history);
    for (int i = random.nextInt(4); i >= 0; i--) {
      data[random.nextInt(data.length)] ^= (byte) (1 << random.nextInt(8));
    }
    WindowHistory history = new WindowHistory(WINDOW);

    try {
      history.read(new ByteArrayInputStream(data, 0, data.length - random.nextInt(2)));
    } catch (DamagedHistoryException e) {
      assertThat(history.seen()).isEqualTo(Seen.NOTHING);
    }
  }

  @Test
  void aFileThatEndsEarlyIsDamaged() throws IOException {
    byte[] data = written(random(1, 10, 600).history);
    for (int length = 0; length < data.length; length++) {
      ByteArrayInputStream part = new ByteArrayInputStream(data, 0, length);
      assertThatThrownBy(() -> new WindowHistory(WINDOW).read(part))
          .isInstanceOf(DamagedHistoryException.class);
    }
  }

  @Test
  void countsTheNewestSnapshotsOneByOne() throws IOException {
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    for (int i = 0; i < 100; i++) {
      recorded.record(START.plusSeconds(i), Map.of("A", 5L));
    }
    recorded.record(START.plusSeconds(7_200), Map.of("A", 5L));
    WindowHistory read = new WindowHistory(WINDOW);
    read.read(new ByteArrayInputStream(written(recorded.history)));

    for (WindowHistory history : List.of(recorded.history, read)) {
      assertThat(history.snapshotsAfter(START.plusSeconds(6_000))).isEqualTo(1);
      assertThat(history.snapshotsAfter(START.plusSeconds(90))).isEqualTo(10);
      assertThat(history.snapshotsAfter(START)).isEqualTo(Timeline.RECENT);
    }
  }

  @Test
  void aSampleThatIsMissingIsAHoleAndNotZero() {
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    recorded.record(START, Map.of("A", 5L));
    recorded.record(START.plusSeconds(60), Map.of());
    recorded.record(START.plusSeconds(120), Map.of("A", 7L));

    Series series = recorded.history.series(RecordedHistory.NUMBER, "A");
    assertThat(series.count()).isEqualTo(2);
    assertThat(series.min()).isEqualTo(5);
    assertThat(series.beforeLast()).isEqualTo(new Sample(START, 5));
    assertThat(recorded.history.seen())
        .isEqualTo(new Seen(START, START.plusSeconds(120), 3, Duration.ofSeconds(60)));
  }

  @Test
  void whatWasNotSeenForAWholeWindowIsForgotten() {
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    recorded.record(START, Map.of("A", 5L, "B", 1L));
    Instant time = START;
    while (!time.isAfter(START.plus(WINDOW).plus(PART))) {
      time = time.plus(Duration.ofMinutes(10));
      recorded.record(time, Map.of("B", 1L));
    }

    assertThat(recorded.history.series(RecordedHistory.NUMBER, "A").count()).isZero();
    assertThat(recorded.history.series(RecordedHistory.IDENTITY, "A").count()).isZero();
    assertThat(recorded.history.series(RecordedHistory.NUMBER, "B").count()).isPositive();
  }

  @Test
  void aClockThatIsSetBackForgetsTheFuture() {
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    recorded.record(START, Map.of("A", 5L));
    recorded.record(START.minusSeconds(1), Map.of("A", 6L));

    assertThat(recorded.history.series(RecordedHistory.NUMBER, "A").count()).isEqualTo(1);
    assertThat(recorded.history.seen().first()).isEqualTo(START.minusSeconds(1));
  }

  @Test
  void aClockThatIsCenturiesWrongForgetsEverything() {
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    recorded.record(Instant.MIN, Map.of("A", 5L));
    recorded.record(Instant.MAX, Map.of("A", 6L));
    recorded.record(START, Map.of("A", 7L));

    assertThat(recorded.history.series(RecordedHistory.NUMBER, "A").last())
        .isEqualTo(new Sample(START, 7));
  }

  @Test
  void ofTwoSnapshotsOfOneTimeTheFirstCounts() {
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    recorded.record(START, Map.of("A", 5L));
    recorded.record(START, Map.of("A", 6L));

    assertThat(recorded.history.series(RecordedHistory.NUMBER, "A").last())
        .isEqualTo(new Sample(START, 5));
  }

  @Test
  void listsTheKeysOfAKindThatCanBeListed() {
    Tracked<Server> listed = Tracked.listed("listed", Snapshot::servers, Server::id);
    Track<Server> seen = Track.ofIdentity(listed, "seen", server -> 1);
    WindowHistory history = new WindowHistory(WINDOW);
    for (int i = 0; i < 3; i++) {
      Snapshot snapshot =
          Snapshot.builder(START.plusSeconds(i))
              .servers(List.of(Server.builder("ID" + i, "n").build()))
              .build();
      Recorder.record(history, snapshot, List.of(seen));
    }

    assertThat(history.keys(listed)).containsExactlyInAnyOrder("ID0", "ID1", "ID2");
    assertThat(history.keys(RecordedHistory.SERVERS)).isEmpty();
  }

  @Test
  void aTrackThatIsAddedLaterStartsEmptyAndKeepsTheOthers() {
    Track<Server> later = Track.of(RecordedHistory.SERVERS, "later", server -> 9);
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    recorded.record(START, Map.of("A", 5L));
    Snapshot next =
        Snapshot.builder(START.plusSeconds(60))
            .servers(List.of(Server.builder("A", "6").build()))
            .build();
    Recorder.record(recorded.history, next, List.of(later, RecordedHistory.NUMBER));

    assertThat(recorded.history.series(later, "A").count()).isEqualTo(1);
    assertThat(recorded.history.series(RecordedHistory.NUMBER, "A").count()).isEqualTo(2);
    assertThat(recorded.history.series(RecordedHistory.IDENTITY, "A").count()).isZero();
  }

  @Test
  void aBrokenTrackLeavesAHole() {
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    recorded.record(START, Map.of("A", 5L));
    List<Track<?>> tracks = List.of(RecordedHistory.NUMBER);
    recorded.history.record(
        START.plusSeconds(60),
        List.of(new Readings(RecordedHistory.SERVERS, tracks, null, Map.of())));

    assertThat(recorded.history.series(RecordedHistory.NUMBER, "A").last())
        .isEqualTo(new Sample(START, 5));
  }

  private static void assertSame(Series actual, Series expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    if (expected.count() == 0) {
      return;
    }
    assertThat(actual.first()).isEqualTo(expected.first());
    assertThat(actual.last()).isEqualTo(expected.last());
    assertThat(actual.beforeLast()).isEqualTo(expected.beforeLast());
    assertThat(actual.min()).isEqualTo(expected.min());
    assertThat(actual.max()).isEqualTo(expected.max());
    assertThat(actual.falls()).isEqualTo(expected.falls());
    assertThat(actual.rise()).isEqualTo(expected.rise());
    assertThat(actual.span()).isEqualTo(expected.span());
    assertThat(actual.endsAt(expected.last().time())).isTrue();
    assertThat(actual.endsAt(expected.last().time().plusNanos(1))).isFalse();
    assertThat(actual.size()).isLessThanOrEqualTo(4 * Timeline.PARTS + 5);
    List<Sample> known = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      known.add(new Sample(actual.timeAt(i), actual.valueAt(i)));
    }
    List<Sample> all = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      all.add(new Sample(expected.timeAt(i), expected.valueAt(i)));
    }
    assertThat(all).containsSubsequence(known);
  }

  private static void assertSameRuns(Series actual, List<Stretch> all, Instant oldest) {
    List<Stretch> expected = all.stream().filter(each -> !each.to().isBefore(oldest)).toList();
    int first = Math.max(0, expected.size() - StretchSeries.MOST);
    assertThat(actual.stretches()).isEqualTo(expected.subList(first, expected.size()));
  }

  private static RecordedHistory random(long seed, int snapshots, int seconds) {
    return random(seed, snapshots, seconds, new ArrayList<>());
  }

  /** Entities that come and go, rise, stand still, jump, fall and overflow, with pauses. */
  private static RecordedHistory random(
      long seed, int snapshots, int seconds, List<Instant> times) {
    Random random = new Random(seed);
    RecordedHistory recorded = new RecordedHistory(WINDOW, START);
    Map<String, Long> values = new HashMap<>();
    Instant time = START;
    for (int i = 0; i < snapshots; i++) {
      boolean pause = random.nextInt(200) == 0;
      time = time.plusSeconds(1L + random.nextInt(seconds)).plusNanos(random.nextInt(1_000));
      time = pause ? time.plus(Duration.ofHours(random.nextInt(40))) : time;
      times.add(time);
      for (int entity = 0; entity < 6; entity++) {
        move(values, "E" + entity, entity, random);
      }
      recorded.record(time, values);
    }
    return recorded;
  }

  private static void move(Map<String, Long> values, String key, int kind, Random random) {
    if (random.nextInt(100) == 0) {
      values.remove(key);
      return;
    }
    long before = values.getOrDefault(key, 0L);
    long next =
        switch (kind) {
          case 0 -> before;
          case 1 -> before + 600 + random.nextInt(20);
          case 2 -> random.nextInt(50) == 0 ? before + 1 : before;
          case 3 -> random.nextInt(20) == 0 ? 0 : before + random.nextInt(1_000);
          case 4 -> random.nextInt(100) - 50;
          default -> random.nextInt(3) == 0 ? random.nextLong() >> 12 : before;
        };
    values.put(key, next == Track.HOLE ? 0 : next);
  }

  private static byte[] written(WindowHistory history) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    history.write(out);
    return out.toByteArray();
  }
}
