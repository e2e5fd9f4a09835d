// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The {@linkplain io.natschecks.core engine} that evaluates audit checks over snapshots, with its
 * {@linkplain io.natschecks.core.config configuration}, the {@linkplain io.natschecks.core.registry
 * loading} of checks, its {@linkplain io.natschecks.core.report reports} and the {@linkplain
 * io.natschecks.core.runbook runbooks} of checks.
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
  exports io.natschecks.core.runbook;

  uses io.natschecks.api.Check;

  provides io.natschecks.api.Check with
      io.natschecks.core.checks.account.AccountConnectionLimit,
      io.natschecks.core.checks.account.AccountSlowConsumers,
      io.natschecks.core.checks.account.AccountSubscriptionLimit,
      io.natschecks.core.checks.account.InactiveJwtImport,
      io.natschecks.core.checks.account.NoSubscriptionInterest,
      io.natschecks.core.checks.account.OrphanedExport,
      io.natschecks.core.checks.account.UnusableAccount,
      io.natschecks.core.checks.balance.AccountConnectionConcentration,
      io.natschecks.core.checks.expiry.AccountJwtExpiry,
      io.natschecks.core.checks.jetstream.JsApiErrorRateHigh,
      io.natschecks.core.checks.meta.EvenMetaGroup,
      io.natschecks.core.checks.meta.MetaGroupShrank,
      io.natschecks.core.checks.meta.MetaLeaderDisagreement,
      io.natschecks.core.checks.meta.MetaLeaderFlapping,
      io.natschecks.core.checks.meta.MetaPendingRequests,
      io.natschecks.core.checks.meta.MetaQuorumLost,
      io.natschecks.core.checks.meta.MetaStateGrowth,
      io.natschecks.core.checks.meta.OfflineMetaPeers,
      io.natschecks.core.checks.meta.SlowMetaSnapshot,
      io.natschecks.core.checks.server.AccountResolutionFailure,
      io.natschecks.core.checks.server.ConnectionReadinessFailure,
      io.natschecks.core.checks.service.ServiceDown,
      io.natschecks.core.checks.service.ServiceVersionMismatch;
}
