// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one type of parameter value; null stands for a value that is not allowed. */
interface ParameterReader<T> {

  /** An exponent that would cost its value in digits, such as 1e999999999. */
  Pattern HUGE_EXPONENT = Pattern.compile("[eE][+-]?\\d{4,}");

  @Nullable T read(Object raw);

  String allowed();

  Class<?> type();

  default ParameterReader<T> between(long least, long most) {
    throw new IllegalStateException("only numbers have bounds");
  }

  record Numbers(double least, double most) implements ParameterReader<Double> {
    @Override
    public @Nullable Double read(Object raw) {
      BigDecimal number = decimal(raw);
      if (number == null) {
        return null;
      }
      double value = number.doubleValue();
      return value >= least && value <= most ? value : null;
    }

    @Override
    public String allowed() {
      return "a number " + range(least, most, Double.MAX_VALUE);
    }

    @Override
    public Class<?> type() {
      return Double.class;
    }

    @Override
    public ParameterReader<Double> between(long newLeast, long newMost) {
      return new Numbers(newLeast, newMost);
    }
  }

  record Counts(long least, long most) implements ParameterReader<Long> {
    @Override
    public @Nullable Long read(Object raw) {
      BigDecimal number = decimal(raw);
      if (number == null
          || number.compareTo(BigDecimal.valueOf(least)) < 0
          || number.compareTo(BigDecimal.valueOf(most)) > 0
          || number.stripTrailingZeros().scale() > 0) {
        return null;
      }
      return number.longValueExact();
    }

    @Override
    public String allowed() {
      return "a whole number " + range(least, most, Long.MAX_VALUE);
    }

    @Override
    public Class<?> type() {
      return Long.class;
    }

    @Override
    public ParameterReader<Long> between(long newLeast, long newMost) {
      return new Counts(newLeast, newMost);
    }
  }

  record Flags() implements ParameterReader<Boolean> {
    @Override
    public @Nullable Boolean read(Object raw) {
      return switch (raw.toString().strip().toLowerCase(Locale.ROOT)) {
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        default -> null;
      };
    }

    @Override
    public String allowed() {
      return "true or false";
    }

    @Override
    public Class<?> type() {
      return Boolean.class;
    }
  }

  record CountsByName() implements ParameterReader<Map<String, Long>> {
    private static final Counts EACH = new Counts(0, Long.MAX_VALUE);

    @Override
    public @Nullable Map<String, Long> read(Object raw) {
      if (!(raw instanceof Map<?, ?> map)) {
        return null;
      }
      Map<String, Long> counts = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Object rawCount = entry.getValue();
        Long count = rawCount == null ? null : EACH.read(rawCount);
        if (count == null || !(entry.getKey() instanceof String name)) {
          return null;
        }
        counts.put(name, count);
      }
      return Map.copyOf(counts);
    }

    @Override
    public String allowed() {
      return "names with whole numbers from 0, such as {\"ACME\": 100}";
    }

    @Override
    public Class<?> type() {
      return Map.class;
    }
  }

  record Texts() implements ParameterReader<List<String>> {
    @Override
    public @Nullable List<String> read(Object raw) {
      Collection<?> elements =
          raw instanceof String text
              ? text.isBlank() ? List.of() : Arrays.asList(text.split(",", -1))
              : raw instanceof Collection<?> collection ? collection : null;
      if (elements == null) {
        return null;
      }
      List<String> texts = new ArrayList<>(elements.size());
      for (Object element : elements) {
        if (!(element instanceof String text) || text.isBlank()) {
          return null;
        }
        texts.add(text.strip());
      }
      return List.copyOf(texts);
    }

    @Override
    public String allowed() {
      return "texts such as [\"Client Closed\"]";
    }

    @Override
    public Class<?> type() {
      return List.class;
    }
  }

  private static @Nullable BigDecimal decimal(Object raw) {
    if (raw instanceof Boolean || raw instanceof Collection<?> || raw instanceof Map<?, ?>) {
      return null;
    }
    String text = raw.toString().strip();
    if (text.isEmpty() || text.length() > 40 || HUGE_EXPONENT.matcher(text).find()) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String range(Number least, Number most, Number greatest) {
    String from = "from " + Display.number(least.doubleValue());
    return most.equals(greatest) ? from : from + " to " + Display.number(most.doubleValue());
  }
}
