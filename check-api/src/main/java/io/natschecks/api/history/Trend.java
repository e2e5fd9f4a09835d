// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is heading: the median of the slopes between all pairs of samples, which single
 * peaks cannot bend. There is no trend with fewer than {@value #FEWEST} samples, nor if more than a
 * fifth of the pairs goes the other way.
 *
 * @param from the newest sample
 * @param perSecond change of the value in a second, never 0
 * @param span how long the value was followed
 * @since 0.1
 */
public record Trend(Sample from, double perSecond, Duration span) {

  /** Fewest samples that make a trend. */
  public static final int FEWEST = 5;

  /** A trend says nothing of times that are further away than this many times its own span. */
  private static final int FARTHEST_SPANS = 7;

  private static final int MOST = 24;

  private static final double CLEAR = 0.8;

  /**
   * Finds the trend of a series.
   *
   * @param series the samples
   * @return the trend; null if there is no clear one
   */
  public static @Nullable Trend of(Series series) {
    int points = Math.min(series.size(), MOST);
    if (points < FEWEST || series.min() == series.max()) {
      return null;
    }
    double[] seconds = new double[points];
    double[] values = new double[points];
    Instant start = series.timeAt(0);
    for (int i = 0; i < points; i++) {
      int index = (int) ((long) i * (series.size() - 1) / (points - 1));
      Duration since = Duration.between(start, series.timeAt(index));
      seconds[i] = since.getSeconds() + since.getNano() / 1e9;
      values[i] = series.valueAt(index);
    }
    double slope = clearSlope(seconds, values);
    return slope == 0 ? null : new Trend(series.last(), slope, series.span());
  }

  private static double clearSlope(double[] seconds, double[] values) {
    double[] slopes = new double[seconds.length * (seconds.length - 1) / 2];
    int count = 0;
    int up = 0;
    int down = 0;
    for (int i = 0; i < seconds.length; i++) {
      for (int j = i + 1; j < seconds.length; j++) {
        if (seconds[j] > seconds[i]) {
          double slope = (values[j] - values[i]) / (seconds[j] - seconds[i]);
          up += slope > 0 ? 1 : 0;
          down += slope < 0 ? 1 : 0;
          slopes[count++] = slope;
        }
      }
    }
    if (Math.max(up, down) < CLEAR * count) {
      return 0;
    }
    Arrays.sort(slopes, 0, count);
    return (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
  }

  /**
   * When the value will reach a bound at this rate.
   *
   * @param bound the bound
   * @return the time; null if the value is there already, goes away from it, or is so slow that the
   *     time lies further away than {@code 7} times the span
   */
  public @Nullable Instant reaches(double bound) {
    double seconds = (bound - from.value()) / perSecond;
    double farthest = FARTHEST_SPANS * (double) span.toSeconds();
    return seconds > 0 && seconds <= farthest
        ? from.time().plusMillis((long) Math.ceil(seconds * 1000))
        : null;
  }

  /**
   * The rate for people.
   *
   * @return change of the value in an hour
   */
  public double perHour() {
    return perSecond * 3600;
  }
}
