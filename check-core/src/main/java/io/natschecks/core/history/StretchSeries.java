// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Sample;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Stretch;
import io.natschecks.api.history.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The runs of equal samples of one identity, at most {@value #MOST} of them: then the oldest
 * leaves. Known one by one are the first and the last sample of each.
 */
final class StretchSeries implements Series {

  static final int MOST = 128;

  private final List<Stretch> stretches;
  private final List<Sample> samples = new ArrayList<>();

  private StretchSeries(List<Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
    for (Stretch stretch : stretches) {
      samples.add(new Sample(stretch.from(), stretch.value()));
      if (stretch.samples() > 1) {
        samples.add(new Sample(stretch.to(), stretch.value()));
      }
    }
  }

  static Series read(Timeline timeline, ByteCursor in) {
    List<Stretch> stretches = new ArrayList<>();
    Run run = new Run();
    while (in.hasMore()) {
      run.read(in);
      stretches.add(
          new Stretch(
              run.value, timeline.instantOf(run.from), timeline.instantOf(run.to), run.samples));
    }
    return stretches.isEmpty() ? Series.EMPTY : new StretchSeries(stretches);
  }

  /** Writes the runs that reach into the window, with one more sample unless it is a hole. */
  static void advance(ByteCursor in, long oldest, long now, long value, Bytes out) {
    List<Run> runs = new ArrayList<>();
    Run before = new Run();
    while (in.hasMore()) {
      Run run = new Run();
      run.read(in, before.to);
      before = run;
      if (run.to >= oldest) {
        runs.add(run);
      }
    }
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    boolean hole = value == Track.HOLE;
    if (!hole && last != null && last.value == value) {
      last.to = now;
      last.samples++;
    } else if (!hole) {
      runs.add(new Run(value, now));
    }
    long end = 0;
    for (Run run : runs.subList(Math.max(0, runs.size() - MOST), runs.size())) {
      run.write(out, end);
      end = run.to;
    }
  }

  /** A run whose times are nanoseconds since the base. */
  private static final class Run {
    private long value;
    private long from;
    private long to;
    private long samples;

    Run() {}

    Run(long value, long time) {
      this.value = value;
      this.from = time;
      this.to = time;
      this.samples = 1;
    }

    void read(ByteCursor in) {
      read(in, to);
    }

    void read(ByteCursor in, long before) {
      value = in.getSigned();
      from = before + in.getSigned();
      to = from + in.getNumber();
      samples = in.getNumber();
    }

    void write(Bytes out, long before) {
      out.putSigned(value);
      out.putSigned(from - before);
      out.putNumber(to - from);
      out.putNumber(samples);
    }
  }

  @Override
  public List<Stretch> stretches() {
    return stretches;
  }

  @Override
  public long count() {
    return stretches.stream().mapToLong(Stretch::samples).sum();
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Instant timeAt(int index) {
    return samples.get(Objects.checkIndex(index, size())).time();
  }

  @Override
  public long valueAt(int index) {
    return samples.get(Objects.checkIndex(index, size())).value();
  }
}
