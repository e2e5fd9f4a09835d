// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A running instance of a micro service.
 *
 * @param id instance id
 * @param serverId id of the server that its connection is on; null if not known
 * @param version version of the service; null unless it was asked itself
 * @param clientLanguage language of its client library; null if not known
 * @param clientVersion version of its client library; null if not known
 * @param clientName name of its connection; null if it has none or is not known
 * @since 0.1
 */
public record ServiceInstance(
    String id,
    @Nullable String serverId,
    @Nullable String version,
    @Nullable String clientLanguage,
    @Nullable String clientVersion,
    @Nullable String clientName) {

  public ServiceInstance {
    Objects.requireNonNull(id, "id");
  }
}
