// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Display;
import io.natschecks.api.Parameter;
import io.natschecks.core.text.PlainText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds a configuration against the checks that there are. */
final class ConfigValidator {

  private ConfigValidator() {}

  static void validate(AuditConfig config, Collection<CheckDescriptor> known) {
    List<String> selectors = Selector.known(known);
    config.only().forEach(selector -> requireKnown("only", selector, selectors));
    config.skip().forEach(selector -> requireKnown("skip", selector, selectors));

    Map<String, CheckDescriptor> byCode =
        known.stream().collect(Collectors.toMap(CheckDescriptor::code, Function.identity()));
    config
        .checks()
        .forEach(
            (code, settings) -> {
              CheckDescriptor check = byCode.get(code);
              if (check == null) {
                throw new ConfigException(
                    "checks: there is no check "
                        + shown(code)
                        + Nearest.hint(code, byCode.keySet()));
              }
              validate(check, settings);
            });
  }

  private static void validate(CheckDescriptor check, CheckSettings settings) {
    List<String> keys = check.parameters().stream().map(Parameter::key).toList();
    for (String key : settings.parameters().keySet()) {
      if (!keys.contains(key)) {
        throw new ConfigException(
            "checks.%s.parameters: there is no parameter %s; %s%s"
                .formatted(
                    check.code(),
                    shown(key),
                    keys.isEmpty()
                        ? "this check has none"
                        : "this check has " + String.join(", ", keys),
                    Nearest.hint(key, keys)));
      }
    }
    for (Parameter<?> parameter : check.parameters()) {
      if (settings.parameters().containsKey(parameter.key())) {
        read(check, parameter, settings.parameters().get(parameter.key()));
      }
    }
  }

  static Object read(CheckDescriptor check, Parameter<?> parameter, @Nullable Object raw) {
    try {
      return parameter.read(raw);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "checks.%s.parameters.%s"
              .formatted(check.code(), PlainText.oneLine(String.valueOf(e.getMessage()))));
    }
  }

  private static void requireKnown(String key, String selector, List<String> known) {
    if (!known.contains(selector)) {
      throw new ConfigException(
          key
              + ": "
              + shown(selector)
              + " selects nothing; allowed are codes, families, and kind:, category: or severity:"
              + " with a value"
              + Nearest.hint(selector, known));
    }
  }

  static String shown(String value) {
    return PlainText.oneLine(Display.name(value));
  }
}
