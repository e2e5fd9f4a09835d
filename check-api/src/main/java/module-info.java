// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What an author of audit checks compiles against: the {@linkplain io.natschecks.api check SPI},
 * the {@linkplain io.natschecks.api.snapshot snapshot model} that checks read, and the {@linkplain
 * io.natschecks.api.history history} of values that they follow. {@linkplain
 * io.natschecks.api.monitor Monitors} of several instances share a lease and a channel.
 */
module io.natschecks.api {
  requires static transitive org.jspecify;

  exports io.natschecks.api;
  exports io.natschecks.api.history;
  exports io.natschecks.api.monitor;
  exports io.natschecks.api.snapshot;
}
