// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import java.util.List;
import java.util.Objects;

/**
 * What is worth a drawing beside what an audit found. It is bounded, whatever the size of the
 * deployment, and no part of the JSON report.
 *
 * @param topology the servers and how they are linked
 * @param usage what is used of limits, one for each kind of limit that was met
 * @param series how tracked values went that findings and forecasts are about; at most {@value
 *     #MOST_SERIES}
 * @since 0.1
 */
public record Overview(Topology topology, List<Usage> usage, List<TrackedSeries> series) {

  /** Most series that an overview holds. */
  public static final int MOST_SERIES = 50;

  /** Nothing to draw. */
  public static final Overview NONE = new Overview(Topology.NONE, List.of(), List.of());

  public Overview {
    Objects.requireNonNull(topology, "topology");
    usage = List.copyOf(usage);
    series = List.copyOf(series);
  }
}
