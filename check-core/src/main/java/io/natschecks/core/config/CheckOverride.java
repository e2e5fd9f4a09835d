// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Severity;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one check and some entities. What it does not set, the check's own settings do.
 *
 * @param match the entities
 * @param severity the severity of the findings about them; null if it is not set
 * @param parameters raw values by parameter key, as in {@link CheckSettings#parameters()}
 * @since 0.1
 */
public record CheckOverride(
    EntityPattern match, @Nullable Severity severity, Map<String, Object> parameters) {

  public CheckOverride {
    Objects.requireNonNull(match, "match");
    parameters = RawValues.of(parameters);
  }
}
