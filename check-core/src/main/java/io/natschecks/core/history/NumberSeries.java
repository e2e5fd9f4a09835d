// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Sample;
import io.natschecks.api.history.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one number of one entity. Known one by one are the first and the last of each
 * segment and the one before the last; the others are merged.
 */
final class NumberSeries implements Series {

  private final Timeline timeline;
  private final List<Segment> segments;
  private final @Nullable Sample beforeLast;
  private final Segment all = new Segment();
  private @Nullable List<Sample> samples;

  private NumberSeries(Timeline timeline, List<Segment> segments, @Nullable Sample beforeLast) {
    this.timeline = timeline;
    this.segments = segments;
    this.beforeLast = beforeLast;
    all.copy(segments.get(0));
    segments.subList(1, segments.size()).forEach(all::join);
  }

  static Series read(Timeline timeline, ByteCursor in) {
    NumberReader reader = new NumberReader(timeline, in);
    List<Segment> segments = new ArrayList<>();
    while (reader.hasMore()) {
      Segment segment = new Segment();
      segment.copy(reader.next());
      segments.add(segment);
    }
    if (segments.isEmpty()) {
      return Series.EMPTY;
    }
    Sample beforeLast =
        reader.hasPrevious()
            ? new Sample(timeline.instantOf(reader.previousTime()), reader.previous())
            : null;
    return new NumberSeries(timeline, segments, beforeLast);
  }

  @Override
  public long count() {
    return all.count;
  }

  @Override
  public Sample first() {
    return new Sample(timeline.instantOf(all.firstTime), all.first);
  }

  @Override
  public Sample last() {
    return new Sample(timeline.instantOf(all.lastTime), all.last);
  }

  @Override
  public @Nullable Sample beforeLast() {
    return all.count < 2 ? null : beforeLast;
  }

  @Override
  public boolean endsAt(Instant takenAt) {
    return timeline.instantOf(all.lastTime).equals(takenAt);
  }

  @Override
  public long min() {
    return all.min;
  }

  @Override
  public long max() {
    return all.max;
  }

  @Override
  public long falls() {
    return all.falls;
  }

  @Override
  public long rise() {
    long rise = Series.step(all.first, all.last) + all.fallen;
    return rise < 0 ? Long.MAX_VALUE : rise;
  }

  @Override
  public Series since(Instant from) {
    int first = 0;
    while (first < segments.size()
        && timeline.instantOf(segments.get(first).lastTime).isBefore(from)) {
      first++;
    }
    if (first == 0) {
      return this;
    }
    return first == segments.size()
        ? Series.EMPTY
        : new NumberSeries(timeline, segments.subList(first, segments.size()), beforeLast);
  }

  @Override
  public int size() {
    return samples().size();
  }

  @Override
  public Instant timeAt(int index) {
    return samples().get(Objects.checkIndex(index, size())).time();
  }

  @Override
  public long valueAt(int index) {
    return samples().get(Objects.checkIndex(index, size())).value();
  }

  private List<Sample> samples() {
    List<Sample> known = samples;
    if (known == null) {
      known = new ArrayList<>(2 * segments.size() + 1);
      for (Segment segment : segments) {
        add(known, segment.firstTime, segment.first);
        if (segment.lastTime == all.lastTime && beforeLast() != null) {
          add(known, Objects.requireNonNull(beforeLast));
        }
        add(known, segment.lastTime, segment.last);
      }
      samples = known;
    }
    return known;
  }

  private void add(List<Sample> known, long time, long value) {
    add(known, new Sample(timeline.instantOf(time), value));
  }

  private static void add(List<Sample> known, Sample sample) {
    if (known.isEmpty() || sample.time().isAfter(known.get(known.size() - 1).time())) {
      known.add(sample);
    }
  }
}
