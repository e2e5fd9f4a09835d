// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Sample;
import io.natschecks.api.history.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A series that keeps every sample: what a bounded one must agree with. */
final class AllSamples implements Series {

  private final List<Sample> samples = new ArrayList<>();

  void add(Instant time, long value) {
    samples.add(new Sample(time, value));
  }

  /** Those that a window holds. */
  AllSamples from(Instant first) {
    AllSamples kept = new AllSamples();
    samples.stream()
        .filter(each -> !each.time().isBefore(first))
        .forEach(each -> kept.add(each.time(), each.value()));
    return kept;
  }

  /** Those that were never out of sight for longer than a window. */
  AllSamples sinceLastPauseOver(Duration window) {
    AllSamples kept = new AllSamples();
    for (Sample each : samples) {
      int size = kept.samples.size();
      if (size > 0 && kept.timeAt(size - 1).isBefore(each.time().minus(window))) {
        kept.samples.clear();
      }
      kept.samples.add(each);
    }
    return kept;
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
