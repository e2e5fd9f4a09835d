// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a mirror or a source.
 *
 * @param name name of the stream it comes from
 * @param lag messages behind it
 * @param active time since it was last heard; null if it never was
 * @param external whether it lies in another account or domain
 * @since 0.1
 */
public record StreamSource(String name, long lag, @Nullable Duration active, boolean external) {

  public StreamSource {
    Objects.requireNonNull(name, "name");
  }
}
