// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.history.Readings;
import io.natschecks.core.history.Roll;
import io.natschecks.core.history.WindowHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Prints how much heap the history of consumers takes after a day of snapshots with the tracks that
 * the default checks follow: what is in use after a full collection with it, less what is in use
 * without. Run it with the serial collector.
 */
public final class HistoryReport {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofHours(24);

  /** So many minutes that the oldest segment is about to leave: the most that is ever kept. */
  private static final int MINUTES = 27 * 60 - 1;

  /** How the consumers of a deployment fare. */
  private enum Mix {
    BUSY("all busy", 10),
    MIXED("1 in 10 busy, 2 in 10 slow, the others idle", 1),
    IDLE("all idle", 0);

    private final String shown;
    private final int busyOfTen;

    Mix(String shown, int busyOfTen) {
      this.shown = shown;
      this.busyOfTen = busyOfTen;
    }

    private boolean isBusy(int id) {
      return id % 10 < busyOfTen;
    }

    private boolean isSlow(int id) {
      return this == MIXED && id % 10 >= 8;
    }
  }

  private final List<Integer> consumers = new ArrayList<>();
  private final long[] delivered;
  private final long[] pending;
  private final Tracked<Integer> kind;
  private final List<Track<?>> tracks;
  private final WindowHistory history = new WindowHistory(WINDOW);
  private final SplittableRandom random = new SplittableRandom(1);
  private final Mix mix;

  private HistoryReport(int count, Mix mix) {
    for (int i = 0; i < count; i++) {
      consumers.add(i);
    }
    this.mix = mix;
    this.delivered = new long[count];
    this.pending = new long[count];
    this.kind = Tracked.of("consumer", snapshot -> consumers, HistoryReport::key);
    this.tracks =
        List.of(
            Track.of(kind, "delivered.stream_seq", id -> 3 * delivered[id]),
            Track.of(kind, "delivered.consumer_seq", id -> delivered[id]),
            Track.of(kind, "ack_pending", id -> pending[id]));
  }

  private static String key(Integer id) {
    return Tracked.key("", "ACCOUNT-" + id % 100, "ORDERS-" + id / 10, "worker-" + id % 10);
  }

  /**
   * Prints the report.
   *
   * @param args number of consumers, and minutes between snapshots
   * @throws IOException never
   */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    int step = Integer.parseInt(args[1]);
    System.out.printf(
        Locale.ROOT,
        "%-45s %12s %22s %12s %10s%n",
        "consumers",
        "number",
        "bytes each and track",
        "ms/snapshot",
        "MB file");
    for (Mix mix : Mix.values()) {
      new HistoryReport(count, mix).print(step);
    }
  }

  private void print(int step) throws IOException {
    long before = HeapReport.heapInUse();
    long nanos = 0;
    for (int minute = 0; minute < MINUTES; minute += step) {
      work();
      long start = System.nanoTime();
      record(START.plus(Duration.ofMinutes(minute)));
      nanos += System.nanoTime() - start;
    }
    long bytes = HeapReport.heapInUse() - before;
    CountingStream file = new CountingStream();
    history.write(file);
    System.out.printf(
        Locale.ROOT,
        "%-45s %,12d %22.1f %12.0f %10.1f%n",
        mix.shown,
        consumers.size(),
        bytes / (double) consumers.size() / tracks.size(),
        nanos / 1e6 / MINUTES * step,
        file.size / 1e6);
  }

  /** A minute of work: busy ones deliver 600 messages, give or take; slow ones now and then one. */
  private void work() {
    for (int id = 0; id < delivered.length; id++) {
      long chance = random.nextLong();
      if (mix.isBusy(id)) {
        delivered[id] += 500 + Math.floorMod(chance, 200);
        pending[id] = Math.floorMod(chance >> 20, 100);
      } else if (mix.isSlow(id) && Math.floorMod(chance, 60) == 0) {
        delivered[id]++;
      }
    }
  }

  private void record(Instant now) {
    Roll<?> roll = history.roll(kind, Snapshot.builder(now).build());
    Map<Track<?>, long[]> values = new HashMap<>();
    tracks.forEach(track -> values.put(track, roll.read(track)));
    history.record(now, List.of(new Readings(kind, tracks, roll, values)));
  }

  private static final class CountingStream extends OutputStream {
    private long size;

    @Override
    public void write(int b) {
      size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      size += length;
    }
  }
}
