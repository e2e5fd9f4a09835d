// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a replica of a stream holds.
 *
 * @param messages messages
 * @param bytes bytes
 * @param firstSequence sequence of the first message
 * @param lastSequence sequence of the last message; 0 if there never was one
 * @param lastTime when the last message was stored; null if there never was one
 * @param subjects distinct subjects
 * @param deleted messages deleted between the first and the last
 * @param consumers consumers with a store, hidden ones of mirrors and sources included
 * @since 0.1
 */
public record StreamState(
    long messages,
    long bytes,
    long firstSequence,
    long lastSequence,
    @Nullable Instant lastTime,
    long subjects,
    long deleted,
    int consumers) {}
