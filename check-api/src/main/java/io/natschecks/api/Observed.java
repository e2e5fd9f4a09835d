// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.snapshot.Server;
import java.util.Objects;

/**
 * A server with a section that was gathered from it.
 *
 * @param <S> the section
 * @param server the server
 * @param value the section
 * @since 0.1
 */
public record Observed<S>(Server server, S value) {

  public Observed {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(value, "value");
  }
}
