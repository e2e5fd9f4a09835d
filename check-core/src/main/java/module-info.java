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
      io.natschecks.core.checks.balance.AccountConnectionConcentration,
      io.natschecks.core.checks.consumer.ConsumerAheadOfStream,
      io.natschecks.core.checks.consumer.ConsumerQuorumLost,
      io.natschecks.core.checks.consumer.DeliveredBelowFirstSequence,
      io.natschecks.core.checks.consumer.LaggingConsumerReplicas,
      io.natschecks.core.checks.consumer.NoRecentAck,
      io.natschecks.core.checks.consumer.NoRecentDelivery,
      io.natschecks.core.checks.consumer.OfflineConsumerReplicas,
      io.natschecks.core.checks.consumer.OutstandingAcks,
      io.natschecks.core.checks.consumer.PinnedPolicyMismatch,
      io.natschecks.core.checks.consumer.Redeliveries,
      io.natschecks.core.checks.consumer.UnprocessedMessages,
      io.natschecks.core.checks.consumer.WaitingPullRequests,
      io.natschecks.core.checks.jetstream.ConsumerCountChange,
      io.natschecks.core.checks.jetstream.JsApiErrorRateHigh,
      io.natschecks.core.checks.jetstream.JsApiPendingHigh,
      io.natschecks.core.checks.jetstream.JsApiRequestRateHigh,
      io.natschecks.core.checks.server.AccountResolutionFailure,
      io.natschecks.core.checks.server.ConnectionReadinessFailure;
}
