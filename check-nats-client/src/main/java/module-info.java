// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Takes {@linkplain io.natschecks.api.snapshot.Snapshot snapshots} of NATS deployments: over the
 * system account, over the monitoring ports, from the JetStream API of a plain account, and from
 * captures on disk. All of it is in {@link io.natschecks.client}.
 */
module io.natschecks.client {
  requires transitive io.natschecks.api;
  requires transitive io.nats.jnats;
  requires static transitive org.jspecify;
  requires transitive java.net.http;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports io.natschecks.client;

  provides io.natschecks.api.snapshot.RecordingReader with
      io.natschecks.client.capture.CaptureReader;
}
