// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Evaluates audit checks over snapshots, and brings the documented checks with it.
 *
 * <p>A host reads in this order:
 *
 * <ol>
 *   <li>{@link io.natschecks.core.Auditor}, the engine: give it a {@linkplain
 *       io.natschecks.api.snapshot.SnapshotSource source}, and it gives a report. Keep it, for it
 *       remembers.
 *   <li>{@link io.natschecks.core.report.AuditReport}, what an audit found and what it could not
 *       see; the {@linkplain io.natschecks.core.report writers} bring it to people and programs.
 *   <li>{@link io.natschecks.core.config.AuditConfig}, which checks run, and with what values.
 *   <li>{@link io.natschecks.core.store.FileHistoryStore}, so that the engine remembers beyond a
 *       restart.
 *   <li>{@link io.natschecks.core.registry.CheckRegistry}, to choose where checks come from. Unless
 *       told otherwise, all that {@link java.util.ServiceLoader} finds are run.
 *   <li>{@link io.natschecks.core.runbook.RunbookPage}, what to do about the findings of a check.
 * </ol>
 *
 * <p>Snapshots come from the module {@code io.natschecks.client}, on which this one does not
 * depend, or from anywhere else. The {@linkplain io.natschecks.core engine} that evaluates audit
 * checks over snapshots, with its {@linkplain io.natschecks.core.config configuration}, the
 * {@linkplain io.natschecks.core.registry loading} of checks, its {@linkplain
 * io.natschecks.core.report reports}, the {@linkplain io.natschecks.core.store stores} of
 * histories, the {@linkplain io.natschecks.core.runbook runbooks} of checks and the {@linkplain
 * io.natschecks.core.monitor monitor} that audits again and again.
 */
@SuppressWarnings("module") // The reports are built later.
module io.natschecks.core {
  requires transitive io.natschecks.api;
  requires static transitive org.jspecify;
  requires org.slf4j;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports io.natschecks.core;
  exports io.natschecks.core.config;
  exports io.natschecks.core.monitor;
  exports io.natschecks.core.registry;
  exports io.natschecks.core.report;
  exports io.natschecks.core.runbook;
  exports io.natschecks.core.store;
  exports io.natschecks.core.text to
      io.natschecks.reports;

  uses io.natschecks.api.Check;

  provides io.natschecks.api.Check with
      io.natschecks.core.checks.account.AccountConnectionLimit,
      io.natschecks.core.checks.account.AccountSlowConsumers,
      io.natschecks.core.checks.account.AccountStorageQuota,
      io.natschecks.core.checks.account.AccountSubscriptionLimit,
      io.natschecks.core.checks.account.ExcessiveJwtSize,
      io.natschecks.core.checks.account.InactiveJwtImport,
      io.natschecks.core.checks.account.NoSubscriptionInterest,
      io.natschecks.core.checks.account.OrphanedExport,
      io.natschecks.core.checks.account.UnlimitedJetStreamAccount,
      io.natschecks.core.checks.account.UnusableAccount,
      io.natschecks.core.checks.balance.AccountConnectionConcentration,
      io.natschecks.core.checks.balance.ColocatedConsumerLeaders,
      io.natschecks.core.checks.balance.ConnectionHotspot,
      io.natschecks.core.checks.balance.JetStreamStorageSkew,
      io.natschecks.core.checks.balance.SkewedStorageSaturation,
      io.natschecks.core.checks.balance.StreamReplicaImbalance,
      io.natschecks.core.checks.balance.SubscriptionHotspot,
      io.natschecks.core.checks.balance.UnevenLeaderDistribution,
      io.natschecks.core.checks.change.AccountAddedOrRemoved,
      io.natschecks.core.checks.change.ConfigReload,
      io.natschecks.core.checks.change.JetStreamDomainChange,
      io.natschecks.core.checks.change.StreamConfigurationChanged,
      io.natschecks.core.checks.cluster.ClusterNameWhitespace,
      io.natschecks.core.checks.cluster.ConnectionCountChange,
      io.natschecks.core.checks.cluster.GatewayConfigMismatch,
      io.natschecks.core.checks.cluster.GatewayDisconnection,
      io.natschecks.core.checks.cluster.HighHaAssets,
      io.natschecks.core.checks.cluster.LowRouteCount,
      io.natschecks.core.checks.cluster.MemoryUsageOutlier,
      io.natschecks.core.checks.connection.ClientPendingPressure,
      io.natschecks.core.checks.connection.HighClientRtt,
      io.natschecks.core.checks.connection.IdleClientConnections,
      io.natschecks.core.checks.connection.StoppedConnections,
      io.natschecks.core.checks.consumer.AckFloorDivergence,
      io.natschecks.core.checks.consumer.AckPendingBuildup,
      io.natschecks.core.checks.consumer.AggressiveWorkQueueConsumer,
      io.natschecks.core.checks.consumer.ConsumerAheadOfStream,
      io.natschecks.core.checks.consumer.ConsumerQuorumLost,
      io.natschecks.core.checks.consumer.DeliveredBelowFirstSequence,
      io.natschecks.core.checks.consumer.HighConsumerRedelivery,
      io.natschecks.core.checks.consumer.LaggingConsumerReplicas,
      io.natschecks.core.checks.consumer.NoRecentAck,
      io.natschecks.core.checks.consumer.NoRecentDelivery,
      io.natschecks.core.checks.consumer.OfflineConsumerReplicas,
      io.natschecks.core.checks.consumer.OutstandingAcks,
      io.natschecks.core.checks.consumer.PinnedPolicyMismatch,
      io.natschecks.core.checks.consumer.Redeliveries,
      io.natschecks.core.checks.consumer.UnboundPushConsumer,
      io.natschecks.core.checks.consumer.UnprocessedMessages,
      io.natschecks.core.checks.consumer.WaitingPullRequests,
      io.natschecks.core.checks.cost.LargeMemoryStream,
      io.natschecks.core.checks.cost.OverReplicatedInactiveStream,
      io.natschecks.core.checks.cost.UncompressedLargeStream,
      io.natschecks.core.checks.cost.WastedMemoryReservation,
      io.natschecks.core.checks.cost.WastedStorageReservation,
      io.natschecks.core.checks.expiry.AccountJwtExpiry,
      io.natschecks.core.checks.expiry.TlsCertificateExpiry,
      io.natschecks.core.checks.idle.DisconnectedUsers,
      io.natschecks.core.checks.idle.DrainedConsumer,
      io.natschecks.core.checks.idle.InactiveAccount,
      io.natschecks.core.checks.idle.InactiveConsumer,
      io.natschecks.core.checks.idle.InactiveStream,
      io.natschecks.core.checks.idle.UnderutilizedServer,
      io.natschecks.core.checks.jetstream.ConsumerCountChange,
      io.natschecks.core.checks.jetstream.HighSubjectCardinality,
      io.natschecks.core.checks.jetstream.JetStreamMemoryCritical,
      io.natschecks.core.checks.jetstream.JsApiErrorRateHigh,
      io.natschecks.core.checks.jetstream.JsApiPendingHigh,
      io.natschecks.core.checks.jetstream.JsApiRequestRateHigh,
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
      io.natschecks.core.checks.leaf.HighLeafRtt,
      io.natschecks.core.checks.leaf.LeafCompressionDisabled,
      io.natschecks.core.checks.leaf.LeafnodeAutoCompression,
      io.natschecks.core.checks.leaf.LeafnodeNameWhitespace,
      io.natschecks.core.checks.leaf.LeafnodeSubscriptionCountHigh,
      io.natschecks.core.checks.link.GatewayPendingPressure,
      io.natschecks.core.checks.link.RoutePendingPressure,
      io.natschecks.core.checks.meta.EvenMetaGroup,
      io.natschecks.core.checks.meta.MetaGroupShrank,
      io.natschecks.core.checks.meta.MetaLeaderDisagreement,
      io.natschecks.core.checks.meta.MetaLeaderFlapping,
      io.natschecks.core.checks.meta.MetaPendingRequests,
      io.natschecks.core.checks.meta.MetaQuorumLost,
      io.natschecks.core.checks.meta.MetaStateGrowth,
      io.natschecks.core.checks.meta.OfflineMetaPeers,
      io.natschecks.core.checks.meta.SlowMetaSnapshot,
      io.natschecks.core.checks.placement.CrossClusterStreamAccess,
      io.natschecks.core.checks.placement.HighGatewayTraffic,
      io.natschecks.core.checks.placement.OptimisticGatewayInterest,
      io.natschecks.core.checks.placement.RemoteConsumerLeader,
      io.natschecks.core.checks.raft.LargeRaftLog,
      io.natschecks.core.checks.raft.LeaderlessRaftGroup,
      io.natschecks.core.checks.raft.OversizedRaftGroup,
      io.natschecks.core.checks.raft.RaftApplyLag,
      io.natschecks.core.checks.raft.RaftCatchingUp,
      io.natschecks.core.checks.raft.RaftQueueBackpressure,
      io.natschecks.core.checks.server.AccountResolutionFailure,
      io.natschecks.core.checks.server.AuthenticationNotRequired,
      io.natschecks.core.checks.server.ConnectionCountHigh,
      io.natschecks.core.checks.server.ConnectionReadinessFailure,
      io.natschecks.core.checks.server.HighCpuUsage,
      io.natschecks.core.checks.server.HighGatewayRtt,
      io.natschecks.core.checks.server.HighRouteRtt,
      io.natschecks.core.checks.server.JetStreamDomainWhitespace,
      io.natschecks.core.checks.server.JetStreamMemoryPressure,
      io.natschecks.core.checks.server.JetStreamStorageLimit,
      io.natschecks.core.checks.server.JetStreamStoragePressure,
      io.natschecks.core.checks.server.JetStreamUnhealthy,
      io.natschecks.core.checks.server.ServerCrashLoop,
      io.natschecks.core.checks.server.ServerVersionMismatch,
      io.natschecks.core.checks.server.SlowConsumers,
      io.natschecks.core.checks.server.StaleConnections,
      io.natschecks.core.checks.server.StalledClients,
      io.natschecks.core.checks.server.StreamRecoveryFailure,
      io.natschecks.core.checks.server.SubscriptionChurn,
      io.natschecks.core.checks.server.SubscriptionCountGrowth,
      io.natschecks.core.checks.server.SubscriptionFanoutAnomaly,
      io.natschecks.core.checks.server.UnexpectedServerRestart,
      io.natschecks.core.checks.service.ServiceDown,
      io.natschecks.core.checks.service.ServiceVersionMismatch,
      io.natschecks.core.checks.stream.DirectGetsDisabled,
      io.natschecks.core.checks.stream.HighInteriorDeletes,
      io.natschecks.core.checks.stream.KeyValueBucketWithoutMaxAge,
      io.natschecks.core.checks.stream.LargeDeduplicationWindow,
      io.natschecks.core.checks.stream.SingleReplicaStream,
      io.natschecks.core.checks.stream.StreamWithoutLimits,
      io.natschecks.core.checks.stream.SustainedConsumerGrowth,
      io.natschecks.core.checks.user.BearerTokenUsers,
      io.natschecks.core.checks.user.ExcessiveUserConnections;
}
