// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

/** What one reply adds to a snapshot. */
@FunctionalInterface
interface Contribution {

  /**
   * Adds it.
   *
   * @param snapshot what has been collected so far
   * @param server the server that answered
   */
  void addTo(Collected snapshot, ServerDraft server);

  /** Adds another after this one. */
  default Contribution and(Contribution other) {
    return (snapshot, server) -> {
      addTo(snapshot, server);
      other.addTo(snapshot, server);
    };
  }
}
