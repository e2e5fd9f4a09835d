// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server that is known to exist and answered nothing. That is no proof that it is down.
 *
 * @param name server name, its id, or the address at which it was asked
 * @param id server id; null if not known
 * @param cluster name of the cluster; null if not known
 * @param reason how it is known, and what happened when it was asked
 * @since 0.1
 */
public record SilentServer(
    String name, @Nullable String id, @Nullable String cluster, String reason) {

  public SilentServer {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reason, "reason");
  }
}
