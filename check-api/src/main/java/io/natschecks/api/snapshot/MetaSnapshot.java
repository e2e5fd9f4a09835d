// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of the meta group's state.
 *
 * @param lastTime when the last one was taken; null if none was since the start
 * @param lastDuration how long it took; null if none was taken since the start
 * @param pendingEntries log entries since then
 * @param pendingBytes bytes of these entries
 * @since 0.1
 */
public record MetaSnapshot(
    @Nullable Instant lastTime,
    @Nullable Duration lastDuration,
    long pendingEntries,
    long pendingBytes) {}
