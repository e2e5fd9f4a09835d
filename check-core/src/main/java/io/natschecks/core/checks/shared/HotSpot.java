// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import java.util.Locale;

/**
 * A server that carries far more of something than the servers of its cluster do on average.
 *
 * @param <S> the section
 * @param part what the server reports
 * @param load what it carries
 * @param average what its cluster carries
 * @param multiplier how many times the average is still allowed
 */
public record HotSpot<S>(S part, long load, ClusterAverage average, double multiplier) {

  private static final String BYTES = "bytes";

  /**
   * Adds load, bound and cluster to the evidence of a finding.
   *
   * @param finding the finding
   * @param name name of the load
   * @param averageName name of the average
   * @param unit what is counted, in the plural, or bytes
   * @return the finding
   */
  public FindingBuilder describe(
      FindingBuilder finding, String name, String averageName, String unit) {
    finding
        .observed(name, load, unit)
        .limit("multiplier", multiplier, "ratio")
        .with("ratio", average.ratio(load), "ratio")
        .with("cluster", average.cluster().name())
        .with("servers", average.servers(), "servers");
    return unit.equals(BYTES)
        ? finding.with(averageName, Math.round(average.value()), unit)
        : finding.with(averageName, average.value(), unit);
  }

  /**
   * The bound for people.
   *
   * @param unit what is counted, in the plural, or bytes
   * @return such as 2.01 times the average of 100 in its cluster of 3 servers (reported above 2
   *     times)
   */
  public String text(String unit) {
    String shown =
        unit.equals(BYTES)
            ? Display.bytes(Math.round(average.value()))
            : Display.number(average.value());
    return String.format(
        Locale.ROOT,
        "%.2f times the average of %s in its cluster of %s servers (reported above %s times)",
        average.ratio(load),
        shown,
        Display.count(average.servers()),
        Display.number(multiplier));
  }
}
