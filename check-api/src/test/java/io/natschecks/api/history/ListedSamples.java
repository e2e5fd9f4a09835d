// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A series of a few samples. */
public record ListedSamples(List<Sample> samples) implements Series {

  public static final Instant START = Instant.parse("2026-02-01T00:00:00Z");

  /** Samples one interval apart, the first one at the start. */
  public static Series every(Duration interval, long... values) {
    return new ListedSamples(
        IntStream.range(0, values.length)
            .mapToObj(i -> new Sample(START.plus(interval.multipliedBy(i)), values[i]))
            .toList());
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Instant timeAt(int index) {
    return samples.get(index).time();
  }

  @Override
  public long valueAt(int index) {
    return samples.get(index).value();
  }
}
