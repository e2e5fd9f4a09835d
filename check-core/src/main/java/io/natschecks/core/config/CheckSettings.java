// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is set for one check.
 *
 * @param enabled whether it runs; null if the lists {@code only} and {@code skip} decide
 * @param severity the severity of all its findings; null if the check decides
 * @param parameters raw values by parameter key: numbers, booleans, texts, or maps or lists of them
 * @param overrides what is set for some entities only; the first that matches an entity holds for
 *     it
 * @since 0.1
 */
public record CheckSettings(
    @Nullable Boolean enabled,
    @Nullable Severity severity,
    Map<String, Object> parameters,
    List<CheckOverride> overrides) {

  /** Nothing is set. */
  public static final CheckSettings NONE = new CheckSettings(null, null, Map.of(), List.of());

  public CheckSettings {
    parameters = RawValues.of(parameters);
    overrides = List.copyOf(overrides);
  }

  /**
   * The same, but for whether the check runs.
   *
   * @param value whether it runs; null if the lists decide
   * @return settings that differ in this only
   */
  public CheckSettings withEnabled(@Nullable Boolean value) {
    return new CheckSettings(value, severity, parameters, overrides);
  }

  CheckSettings withSeverity(Severity value) {
    return new CheckSettings(enabled, value, parameters, overrides);
  }

  CheckSettings withParameter(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(parameters);
    more.put(key, value);
    return new CheckSettings(enabled, severity, more, overrides);
  }

  CheckSettings withOverride(CheckOverride value) {
    List<CheckOverride> more = new ArrayList<>(overrides);
    more.add(value);
    return new CheckSettings(enabled, severity, parameters, more);
  }

  /**
   * What holds for the entities of an override.
   *
   * @param override one of {@link #overrides()}
   * @return its values, and those of the check where it has none
   */
  public CheckSettings under(CheckOverride override) {
    Map<String, Object> values = new LinkedHashMap<>(parameters);
    values.putAll(override.parameters());
    return new CheckSettings(
        enabled, override.severity() == null ? severity : override.severity(), values, List.of());
  }
}
