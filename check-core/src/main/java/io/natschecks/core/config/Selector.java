// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Category;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A word that selects checks: a code, a family, or a property with its value such as
 * severity:critical. The property is named because CHANGE is both a family and a category.
 */
final class Selector {

  private static final List<Property> PROPERTIES =
      List.of(
          new Property("kind:", CheckDescriptor::kind, Kind.values()),
          new Property("category:", CheckDescriptor::category, Category.values()),
          new Property("severity:", CheckDescriptor::severity, Severity.values()));

  private Selector() {}

  static boolean selects(String selector, CheckDescriptor check) {
    return selector.equals(check.code())
        || selector.equals(check.family())
        || PROPERTIES.stream().anyMatch(property -> selector.equals(property.of(check)));
  }

  /** All words that are good for a selector. */
  static List<String> known(Collection<CheckDescriptor> checks) {
    List<String> known = new ArrayList<>();
    checks.stream().map(CheckDescriptor::family).distinct().forEach(known::add);
    checks.forEach(check -> known.add(check.code()));
    PROPERTIES.forEach(property -> known.addAll(property.all()));
    return known;
  }

  private record Property(
      String prefix, Function<CheckDescriptor, Enum<?>> reader, List<String> all) {

    Property(String prefix, Function<CheckDescriptor, Enum<?>> reader, Enum<?>[] values) {
      this(prefix, reader, Arrays.stream(values).map(value -> prefix + lowerCase(value)).toList());
    }

    String of(CheckDescriptor check) {
      return prefix + lowerCase(reader.apply(check));
    }
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
