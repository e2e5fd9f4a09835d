// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * Subscriptions of a server, over all accounts (SUBSZ).
 *
 * @param subscriptions subscriptions held
 * @param cache cached match results
 * @param inserts subscriptions added since the start
 * @param removes subscriptions removed since the start
 * @param matches look-ups since the start
 * @param cacheHitRate share of look-ups answered from the cache, 0 to 1
 * @param maxFanout most receivers of one cached subject
 * @param averageFanout receivers of a cached subject on average
 * @since 0.1
 */
public record SubscriptionStatistics(
    long subscriptions,
    long cache,
    long inserts,
    long removes,
    long matches,
    double cacheHitRate,
    long maxFanout,
    double averageFanout) {}
