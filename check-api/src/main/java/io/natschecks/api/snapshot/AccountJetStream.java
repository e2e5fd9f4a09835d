// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an account uses of JetStream in one domain, over all its servers. Each domain has limits of
 * its own.
 *
 * @param domain JetStream domain; null if none is set
 * @param memory bytes in memory, all replicas counted
 * @param storage bytes on disk, all replicas counted
 * @param memoryLimit most memory in bytes where no tiers are set; 0 with tiers
 * @param storageLimit most disk in bytes where no tiers are set; 0 with tiers
 * @param api API requests of the account, the greatest figure that a server gives
 * @since 0.1
 */
public record AccountJetStream(
    @Nullable String domain,
    long memory,
    long storage,
    Limit memoryLimit,
    Limit storageLimit,
    ApiStatistics api) {

  public AccountJetStream {
    Objects.requireNonNull(memoryLimit, "memoryLimit");
    Objects.requireNonNull(storageLimit, "storageLimit");
    Objects.requireNonNull(api, "api");
  }
}
