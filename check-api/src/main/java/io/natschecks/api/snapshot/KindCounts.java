// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * A counter broken down by the kind of connection it counts.
 *
 * @param clients count for clients
 * @param routes count for routes
 * @param gateways count for gateways
 * @param leafNodes count for leaf nodes
 * @since 0.1
 */
public record KindCounts(long clients, long routes, long gateways, long leafNodes) {}
