// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Parameter;
import io.natschecks.core.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a configuration against the checks that there are. */
final class ConfigValidator {

  private final AuditConfig config;
  private final Map<String, CheckDescriptor> checks;

  ConfigValidator(AuditConfig config, Collection<CheckDescriptor> known) {
    this.config = config;
    this.checks =
        known.stream().collect(Collectors.toMap(CheckDescriptor::code, Function.identity()));
  }

  void validate() {
    List<String> selectors = Selector.known(checks.values());
    config.only().forEach(selector -> requireKnown("only", selector, selectors));
    config.skip().forEach(selector -> requireKnown("skip", selector, selectors));
    config.checks().forEach(this::validate);
    suppressions();
  }

  private void validate(String code, CheckSettings settings) {
    String path = config.path("checks." + Shown.of(code));
    CheckDescriptor check = checks.get(code);
    if (check == null) {
      throw new ConfigException(
          path + ": there is no such check" + Nearest.hint(code, checks.keySet()));
    }
    parameters(check, path, settings.parameters());
    Map<EntityPattern, Integer> places = new HashMap<>();
    List<CheckOverride> overrides = settings.overrides();
    for (int i = 0; i < overrides.size(); i++) {
      CheckOverride override = overrides.get(i);
      String place = path + ".for[" + i + "]";
      Integer earlier = places.putIfAbsent(override.match(), i);
      if (earlier != null) {
        throw new ConfigException(
            "%s.match: %s stands in for[%d] already"
                .formatted(place, PlainText.oneLine(override.match().toString()), earlier));
      }
      parameters(check, place, override.parameters());
    }
  }

  private static void parameters(CheckDescriptor check, String path, Map<String, Object> values) {
    List<String> keys = check.parameters().stream().map(Parameter::key).toList();
    for (String key : values.keySet()) {
      if (!keys.contains(key)) {
        throw new ConfigException(
            "%s.parameters.%s: there is no such parameter; %s%s"
                .formatted(
                    path,
                    Shown.of(key),
                    keys.isEmpty()
                        ? "this check has none"
                        : "this check has " + String.join(", ", keys),
                    Nearest.hint(key, keys)));
      }
    }
    for (Parameter<?> parameter : check.parameters()) {
      if (values.containsKey(parameter.key())) {
        read(path, parameter, values.get(parameter.key()));
      }
    }
  }

  static Object read(String path, Parameter<?> parameter, @Nullable Object raw) {
    try {
      return parameter.read(raw);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          path + ".parameters." + PlainText.oneLine(String.valueOf(e.getMessage())));
    }
  }

  private void suppressions() {
    List<String> codes = new ArrayList<>(checks.keySet());
    checks.values().stream().map(CheckDescriptor::family).distinct().forEach(codes::add);
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < config.suppressions().size(); i++) {
      Suppression each = config.suppressions().get(i);
      String place = config.path("suppressions[" + i + "]");
      if (!codes.contains(each.code())) {
        throw new ConfigException(
            "%s.code: there is no check or family %s%s"
                .formatted(place, Shown.of(each.code()), Nearest.hint(each.code(), codes)));
      }
      Integer earlier = places.putIfAbsent(each.rule(), i);
      if (earlier != null) {
        throw new ConfigException(
            "%s: %s is suppressed by suppressions[%d] already"
                .formatted(place, PlainText.oneLine(each.rule()), earlier));
      }
    }
  }

  private void requireKnown(String key, String selector, List<String> known) {
    if (!known.contains(selector)) {
      throw new ConfigException(
          config.path(key)
              + ": "
              + Shown.of(selector)
              + " selects nothing; allowed are codes, families, and kind:, category: or severity:"
              + " with a value"
              + Nearest.hint(selector, known));
    }
  }
}
