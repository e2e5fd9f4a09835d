// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Round trip times of connections against a bound in milliseconds. */
public final class RoundTrip {

  private static final double NANOS = 1_000_000;

  private RoundTrip() {}

  /**
   * Says whether a link is slower than allowed.
   *
   * @param rtt its round trip time; null or zero before the first measurement, which is never slow
   * @param milliseconds the bound, which is still allowed
   * @return true if it is above the bound
   */
  public static boolean isAbove(@Nullable Duration rtt, double milliseconds) {
    return rtt != null && milliseconds(rtt) > milliseconds;
  }

  /**
   * Says whether a time was measured yet.
   *
   * @param rtt the round trip time
   * @return false for null and zero
   */
  public static boolean isMeasured(@Nullable Duration rtt) {
    return rtt != null && !rtt.isZero();
  }

  /**
   * Adds the time and the bound to the evidence of a finding.
   *
   * @param finding the finding
   * @param rtt the round trip time
   * @param milliseconds the bound
   * @return the finding
   */
  public static FindingBuilder describe(FindingBuilder finding, Duration rtt, double milliseconds) {
    return finding
        .observed("rtt", milliseconds(rtt), "milliseconds")
        .limit("max_rtt", milliseconds, "milliseconds");
  }

  /**
   * A time and its bound for people.
   *
   * @param rtt the round trip time
   * @param milliseconds the bound
   * @return such as 120.4 ms (reported above 100 ms)
   */
  public static String text(Duration rtt, double milliseconds) {
    return String.format(
        Locale.ROOT,
        "%.1f ms (reported above %s ms)",
        milliseconds(rtt),
        Display.number(milliseconds));
  }

  private static double milliseconds(Duration rtt) {
    return rtt.getSeconds() * 1_000.0 + rtt.getNano() / NANOS;
  }
}
