// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Parameter;
import io.natschecks.api.history.Series;
import java.math.BigDecimal;

/**
 * How a number has grown over its history: from the first sample to the last, and how steadily. The
 * first sample counts as steady, and so does every other that is not below the one before it.
 *
 * @param samples how many there are
 * @param steady how many of them are steady
 * @param first the value of the first
 * @param last the value of the last
 */
public record SustainedGrowth(long samples, long steady, long first, long last) {

  /**
   * How steady growth must be.
   *
   * @return the parameter, the same for all checks of growth
   */
  public static Parameter<Double> minMonoFrac() {
    return Parameter.number("min_mono_frac", "fraction")
        .describedAs("Share of the snapshots in which the number must not have fallen")
        .between(0, 1)
        .defaultValue(0.8);
  }

  /**
   * Reads the history of a number.
   *
   * @param series its samples, at least one
   * @return how it has grown
   */
  public static SustainedGrowth of(Series series) {
    return new SustainedGrowth(
        series.count(),
        series.count() - series.falls(),
        series.first().value(),
        series.last().value());
  }

  /**
   * How much more the last sample is than the first.
   *
   * @return the growth, negative if the number went down
   */
  public long amount() {
    return Series.step(first, last);
  }

  /**
   * The growth as a share of the first sample.
   *
   * @return percent; 0 if the first sample is not above 0
   */
  public double percent() {
    return first > 0 ? 100.0 * amount() / first : 0;
  }

  /**
   * Says whether the number has grown, and steadily. The bound is reckoned in decimals: eight of
   * ten samples are a share of 0.8.
   *
   * @param share which share of the samples must be steady, from 0 to 1
   * @return true if the last sample is above the first and at least this share is steady
   */
  public boolean isSustained(double share) {
    BigDecimal wanted = BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(samples));
    return last > first && BigDecimal.valueOf(steady).compareTo(wanted) >= 0;
  }
}
