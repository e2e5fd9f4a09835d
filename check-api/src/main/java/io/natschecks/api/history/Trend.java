// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is heading: the median of the slopes between all pairs of samples, which single
 * peaks cannot bend. There is no trend
 *
 * <ul>
 *   <li>with fewer than {@value #FEWEST} samples;
 *   <li>if the pairs that rise and those that fall do not differ by three fifths of all pairs, or,
 *       with few samples, by so much that chance would hardly make it;
 *   <li>if the newest sample lies off the line by more than half of what the value changed: it has
 *       turned, was reset, or is a peak itself.
 * </ul>
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
  public static final int FARTHEST_SPANS = 7;

  private static final int MOST = 24;

  /** Least difference of rising and falling pairs, as a share of all pairs. */
  private static final double CLEAR = 0.6;

  /** And in standard deviations of what noise without a trend would give (Mann and Kendall). */
  private static final double BEYOND_CHANCE = 2.4;

  /** Farthest that the newest sample may lie off the line, as a share of the whole change. */
  private static final double TURNED = 0.5;

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
    Sample newest = series.last();
    Instant start = series.timeAt(0);
    for (int i = 0; i < points; i++) {
      int index = (int) ((long) i * (series.size() - 1) / (points - 1));
      Duration since = Duration.between(start, series.timeAt(index));
      seconds[i] = since.getSeconds() + since.getNano() / 1e9;
      values[i] = Series.step(newest.value(), series.valueAt(index));
    }
    double slope = clearSlope(seconds, values);
    return slope == 0 || hasTurned(seconds, values, slope)
        ? null
        : new Trend(newest, slope, series.span());
  }

  /** The median of all slopes; 0 if they do not agree. */
  private static double clearSlope(double[] seconds, double[] values) {
    int points = seconds.length;
    double[] slopes = new double[points * (points - 1) / 2];
    int count = 0;
    int agreement = 0;
    for (int i = 0; i < points; i++) {
      for (int j = i + 1; j < points; j++) {
        if (seconds[j] > seconds[i]) {
          double slope = (values[j] - values[i]) / (seconds[j] - seconds[i]);
          agreement += (int) Math.signum(slope);
          slopes[count++] = slope;
        }
      }
    }
    double chance = Math.sqrt(points * (points - 1) * (2 * points + 5) / 18.0);
    return Math.abs(agreement) < Math.max(CLEAR * count, BEYOND_CHANCE * chance)
        ? 0
        : median(slopes, count);
  }

  private static boolean hasTurned(double[] seconds, double[] values, double slope) {
    int last = values.length - 1;
    double[] levels = new double[values.length];
    for (int i = 0; i <= last; i++) {
      levels[i] = values[i] - slope * seconds[i];
    }
    double off = Math.abs(levels[last] - median(levels.clone(), levels.length));
    return off > TURNED * Math.abs(slope) * seconds[last];
  }

  private static double median(double[] numbers, int count) {
    Arrays.sort(numbers, 0, count);
    return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
  }

  /**
   * When the value will reach a bound at this rate.
   *
   * @param bound the bound
   * @return the time; null if the value is there already, goes away from it, or is so slow that the
   *     time lies further away than {@value #FARTHEST_SPANS} times the span
   */
  public @Nullable Instant reaches(double bound) {
    double seconds = (bound - from.value()) / perSecond;
    double farthest = FARTHEST_SPANS * (double) span.toSeconds();
    return seconds > 0 && seconds <= farthest
        ? from.time().plusMillis(Math.max(1, Math.round(seconds * 1000)))
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
