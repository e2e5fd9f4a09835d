// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * An immutable picture of a whole deployment, which knows what it does not know.
 *
 * <p>Start with {@link io.natschecks.api.snapshot.Snapshot}. It holds {@linkplain
 * io.natschecks.api.snapshot.Server servers} with their links, {@linkplain
 * io.natschecks.api.snapshot.Account accounts}, {@linkplain io.natschecks.api.snapshot.Stream
 * streams}, {@linkplain io.natschecks.api.snapshot.Consumer consumers}, {@linkplain
 * io.natschecks.api.snapshot.Connection connections}, {@linkplain
 * io.natschecks.api.snapshot.Service services}, {@linkplain io.natschecks.api.snapshot.RaftNode
 * Raft nodes} and {@linkplain io.natschecks.api.snapshot.MetaGroup meta groups}. A thing that
 * several servers tell of, each in its own way, has a view for each of them: which is to be
 * believed, the leader's, it says itself.
 *
 * <p>{@link io.natschecks.api.snapshot.Coverage} tells for each {@link
 * io.natschecks.api.snapshot.Section} and server whether it was gathered, and if not, why. A
 * component that is null was not told; it is never zero in its place. What has no bound is an
 * unlimited {@link io.natschecks.api.snapshot.Limit}, and no number.
 *
 * <p>Records copy the lists that they are given, and refuse null where a component is not marked as
 * nullable. Those with many components have a builder, whose methods are named as the components.
 *
 * <p>A {@link io.natschecks.api.snapshot.SnapshotSource} takes snapshots, of as much as a {@link
 * io.natschecks.api.snapshot.SnapshotPlan} asks for.
 */
@NullMarked
package io.natschecks.api.snapshot;

import org.jspecify.annotations.NullMarked;
