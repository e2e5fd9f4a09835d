// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.client.decode.SnapshotAssembler;

/**
 * Bounds of what is asked of one server, and of what is kept of all.
 *
 * @param requestsInFlight most requests under way at once
 * @param maxConnectionPages most pages of connections
 * @param largeServerConsumers above this many consumers their configuration is left out
 * @param maxSubjects most subjects of connections that a snapshot keeps, 5,000,000 by default;
 *     services are found in all of them nevertheless
 */
public record GatherLimits(
    int requestsInFlight, int maxConnectionPages, int largeServerConsumers, int maxSubjects) {

  /** What sources use unless told otherwise. */
  public static final GatherLimits DEFAULT =
      new GatherLimits(8, 200, 50_000, SnapshotAssembler.MAX_SUBJECTS);

  private static final int MAX_SERVERS_AT_ONCE = 4;

  /** Most bytes of an answer, unpacked. */
  static final int MAX_BODY = 64 << 20;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a bound is below 1
   */
  public GatherLimits {
    if (requestsInFlight < 1
        || maxConnectionPages < 1
        || largeServerConsumers < 1
        || maxSubjects < 1) {
      throw new IllegalArgumentException("a bound is 1 or more");
    }
  }

  /** How many servers are asked for large answers at the same time. */
  int serversAtOnce() {
    return Math.min(MAX_SERVERS_AT_ONCE, requestsInFlight);
  }
}
