// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Sources of snapshots of NATS deployments.
 *
 * <ul>
 *   <li>{@link io.natschecks.client.NatsSnapshotSource} sees the whole deployment, over a
 *       connection in the system account. Start here.
 *   <li>{@link io.natschecks.client.HttpSnapshotSource} reads the monitoring ports of servers that
 *       are named to it. It needs no credentials, and sees servers that accept no clients.
 *   <li>{@link io.natschecks.client.CompositeSnapshotSource} fills the gaps of the first from the
 *       second.
 *   <li>{@link io.natschecks.client.JetStreamSnapshotSource} sees the streams, consumers and
 *       services of one account, as any of its users.
 *   <li>{@link io.natschecks.client.CaptureSnapshotSource} reads what {@link
 *       io.natschecks.client.CaptureFile} or {@code nats audit gather} recorded.
 * </ul>
 *
 * <p>Sources only read. Connections belong to the host: no source opens, closes or configures one.
 * What the user of a connection needs to be allowed stands in the module's page on permissions;
 * what it is not allowed becomes a gap in the {@linkplain io.natschecks.api.snapshot.Coverage
 * coverage}, with the subject.
 *
 * <p>Three classes here are no sources, and write where the host says: {@link
 * io.natschecks.client.BucketHistoryStore}, {@link io.natschecks.client.BucketLease} and {@link
 * io.natschecks.client.StreamEventChannel}.
 */
@NullMarked
package io.natschecks.client;

import org.jspecify.annotations.NullMarked;
