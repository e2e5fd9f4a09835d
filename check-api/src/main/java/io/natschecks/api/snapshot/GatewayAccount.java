// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;

/**
 * How a gateway decides what to send for one account.
 *
 * @param account account name
 * @param interestMode mode as the server names it: Optimistic, Transitioning or Interest-Only
 * @param noInterestCount subjects that the remote is known not to want
 * @param interestOnlyThreshold count at which the mode changes to Interest-Only
 * @param subscriptions subjects that the remote wants
 * @param queueSubscriptions queue groups that the remote has
 * @since 0.1
 */
public record GatewayAccount(
    String account,
    String interestMode,
    long noInterestCount,
    long interestOnlyThreshold,
    long subscriptions,
    long queueSubscriptions) {

  public GatewayAccount {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(interestMode, "interestMode");
  }
}
