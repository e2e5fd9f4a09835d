// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The {@linkplain io.natschecks.core engine} that evaluates audit checks over snapshots, with its
 * {@linkplain io.natschecks.core.config configuration}, the {@linkplain io.natschecks.core.registry
 * loading} of checks, and its {@linkplain io.natschecks.core.report reports}.
 */
module io.natschecks.core {
  requires transitive io.natschecks.api;
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports io.natschecks.core;
  exports io.natschecks.core.config;
  exports io.natschecks.core.registry;
  exports io.natschecks.core.report;

  uses io.natschecks.api.Check;
}
