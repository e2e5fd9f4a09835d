// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON has them. Whatever a host gives becomes one of them, so that a configuration made
 * in code is equal to the one that is read from its JSON.
 */
final class RawValues {

  private RawValues() {}

  static Map<String, Object> of(Map<String, ?> values) {
    Map<String, Object> raw = new LinkedHashMap<>();
    values.forEach((key, value) -> raw.put(key, value(Objects.requireNonNull(value, key))));
    return Collections.unmodifiableMap(raw);
  }

  private static Object value(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> list = new ArrayList<>(elements.size());
      elements.forEach(element -> list.add(element == null ? null : value(element)));
      return Collections.unmodifiableList(list);
    }
    if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      members.forEach(
          (key, member) -> map.put(String.valueOf(key), member == null ? null : value(member)));
      return Collections.unmodifiableMap(map);
    }
    return value.toString();
  }

  private static Object number(Number number) {
    if (number instanceof BigInteger big) {
      return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
    }
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      return number.longValue();
    }
    double value = number.doubleValue();
    return Double.isFinite(value) ? (Object) value : String.valueOf(value);
  }
}
