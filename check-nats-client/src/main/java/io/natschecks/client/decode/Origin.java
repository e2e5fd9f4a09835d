// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from.
 *
 * @param id server id
 * @param name server name
 * @param domain JetStream domain as far as the envelope tells it
 * @param at when the answer came, for answers that do not say when they were made
 */
record Origin(String id, String name, @Nullable String domain, Instant at) {}
