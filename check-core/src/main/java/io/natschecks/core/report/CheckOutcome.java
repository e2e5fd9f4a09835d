// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import java.time.Duration;
import java.util.Objects;

/**
 * What became of one check.
 *
 * @param check describes the check
 * @param result its result
 * @param duration how long it took; zero if it was not called
 * @since 0.1
 */
public record CheckOutcome(CheckDescriptor check, CheckResult result, Duration duration) {

  public CheckOutcome {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(duration, "duration");
  }

  /**
   * Says whether the check could judge anything.
   *
   * @return true if it passed or failed
   */
  public boolean judged() {
    return result.status() == CheckResult.Status.PASSED
        || result.status() == CheckResult.Status.FAILED;
  }

  /**
   * Says whether the check should have judged something and could not. One that is turned off, or
   * has nothing to look at, misses nothing.
   *
   * @return true if nobody knows what it would have found
   */
  public boolean isBlind() {
    SkipReason reason = result.skipReason();
    return !judged() && reason != SkipReason.DISABLED && reason != SkipReason.NOTHING_DEPLOYED;
  }
}
