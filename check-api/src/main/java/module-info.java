// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What an author of audit checks compiles against: the {@linkplain io.natschecks.api check SPI},
 * the {@linkplain io.natschecks.api.snapshot snapshot model} that checks read, and the {@linkplain
 * io.natschecks.api.history history} of values that they follow. It depends on nothing.
 *
 * <p>To write a check, read in this order:
 *
 * <ol>
 *   <li>{@link io.natschecks.api.Check}, the interface: a description, and a verdict on a snapshot.
 *   <li>{@link io.natschecks.api.CheckDescriptor}, the description: code, severity, {@linkplain
 *       io.natschecks.api.Parameter parameters}, the {@linkplain io.natschecks.api.snapshot.Section
 *       sections} of a snapshot that the check needs.
 *   <li>{@link io.natschecks.api.CheckContext}, all that a check knows: the snapshot, the one
 *       before, the history, the values of its parameters. It leads over the entities that can be
 *       judged, and keeps account of those that cannot.
 *   <li>{@link io.natschecks.api.Verdict} and {@link io.natschecks.api.FindingBuilder}, how a check
 *       says what it found.
 *   <li>{@link io.natschecks.api.snapshot.Snapshot} and {@link
 *       io.natschecks.api.snapshot.Coverage}: what a snapshot holds, and what it knows to be
 *       missing.
 *   <li>{@link io.natschecks.api.history.Track}, for a check that looks back.
 * </ol>
 *
 * <p>Those who take snapshots implement {@link io.natschecks.api.snapshot.SnapshotSource}; those
 * who keep histories, {@link io.natschecks.api.history.HistoryStore}. {@linkplain
 * io.natschecks.api.monitor Monitors} of several instances share a lease and a channel.
 */
module io.natschecks.api {
  requires static transitive org.jspecify;

  exports io.natschecks.api;
  exports io.natschecks.api.history;
  exports io.natschecks.api.monitor;
  exports io.natschecks.api.snapshot;
}
