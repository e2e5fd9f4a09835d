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
      io.natschecks.core.checks.change.StreamConfigurationChanged,
      io.natschecks.core.checks.jetstream.HighSubjectCardinality,
      io.natschecks.core.checks.jetstream.JsApiErrorRateHigh,
      io.natschecks.core.checks.jetstream.MessageCountThreshold,
      io.natschecks.core.checks.jetstream.MirrorLagCritical,
      io.natschecks.core.checks.jetstream.MirrorSeenCritical,
      io.natschecks.core.checks.jetstream.PeerLagCritical,
      io.natschecks.core.checks.jetstream.PeerSeenCritical,
      io.natschecks.core.checks.jetstream.StaleMirror,
      io.natschecks.core.checks.jetstream.StreamByteLimit,
      io.natschecks.core.checks.jetstream.StreamConsumerLimit,
      io.natschecks.core.checks.jetstream.StreamMessageLimit,
      io.natschecks.core.checks.jetstream.StreamQuorumLost,
      io.natschecks.core.checks.jetstream.StreamReplicaDivergence,
      io.natschecks.core.checks.jetstream.StreamReplicaLag,
      io.natschecks.core.checks.jetstream.StreamSubjectCountInconsistency,
      io.natschecks.core.checks.jetstream.SubjectCountThreshold,
      io.natschecks.core.checks.jetstream.TooFewSources,
      io.natschecks.core.checks.jetstream.TooManySources,
      io.natschecks.core.checks.jetstream.UnexpectedPeerCount,
      io.natschecks.core.checks.server.AccountResolutionFailure,
      io.natschecks.core.checks.server.ConnectionReadinessFailure;
}
