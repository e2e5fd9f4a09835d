// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Parameter;
import java.util.Locale;

/**
 * What waits on a connection until the other end takes it, against a bound that is still allowed.
 *
 * @param bytes bytes that wait
 * @param limit the bound in MiB
 */
public record QueuedBytes(long bytes, double limit) {

  private static final double MIB = 1 << 20;

  /**
   * How much may wait.
   *
   * @param where for whom or on what, such as on a route
   * @return the parameter
   */
  public static Parameter<Double> pendingMib(String where) {
    return Parameter.number("pending_mib", "MiB")
        .describedAs(
            "Bytes waiting " + where + " above which it is reported, in units of 1,048,576")
        .firesAbove()
        .defaultValue(1.0);
  }

  /**
   * Says whether too much waits.
   *
   * @return true if it is more than the bound
   */
  public boolean isAboveLimit() {
    return bytes > limit * MIB;
  }

  /**
   * Adds what waits and the bound to the evidence of a finding.
   *
   * @param finding the finding
   * @return the finding
   */
  public FindingBuilder describe(FindingBuilder finding) {
    return finding
        .observed("pending", bytes / MIB, "MiB")
        .limit("pending_mib", limit, "MiB")
        .with("pending_bytes", bytes, "bytes");
  }

  /**
   * What waits, for people.
   *
   * @param whom who is to take it
   * @return such as 2.0 MiB wait to be sent to it (reported above 1 MiB)
   */
  public String text(String whom) {
    return String.format(
        Locale.ROOT,
        "%.1f MiB wait to be sent to %s (reported above %s MiB)",
        bytes / MIB,
        whom,
        Display.number(limit));
  }
}
