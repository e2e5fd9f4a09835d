// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a mirror or a source is configured to come from.
 *
 * @param name stream name
 * @param externalApi API prefix of the other account or domain; null if it lies in the same
 * @since 0.1
 */
public record StreamOrigin(String name, @Nullable String externalApi) {

  public StreamOrigin {
    Objects.requireNonNull(name, "name");
  }
}
