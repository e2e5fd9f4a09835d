// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one check.
 *
 * @param enabled whether it runs; null if the lists {@code only} and {@code skip} decide
 * @param severity the severity of all its findings; null if the check decides
 * @param parameters raw values by parameter key: numbers, booleans, texts, or maps or lists of them
 * @since 0.1
 */
public record CheckSettings(
    @Nullable Boolean enabled, @Nullable Severity severity, Map<String, Object> parameters) {

  /** Nothing is set. */
  public static final CheckSettings NONE = new CheckSettings(null, null, Map.of());

  public CheckSettings {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  CheckSettings withEnabled(boolean value) {
    return new CheckSettings(value, severity, parameters);
  }

  CheckSettings withSeverity(Severity value) {
    return new CheckSettings(enabled, value, parameters);
  }

  CheckSettings withParameter(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(key, value);
    return new CheckSettings(enabled, severity, more);
  }
}
