// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ServerVersion;

/** Asks one server, one request at a time. */
interface Asker {

  /**
   * Asks, and waits for the answer.
   *
   * @return the body as it came, unpacked
   * @throws Unanswered if there is no answer, or one that says no
   */
  byte[] ask(MonitoringRequest request) throws Unanswered, InterruptedException;

  /** Whether answers are wrapped as those over the system account are. */
  boolean enveloped();

  /** The first release that answers RAFTZ here. */
  ServerVersion raftSince();
}
