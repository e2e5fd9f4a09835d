// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a check that users can set. Keep parameters in constants of the check, and read them
 * with {@link CheckContext#value}: a mistyped key cannot compile.
 *
 * @param <T> type of the value: Double, Long, Boolean, or a Map of text to Long
 * @since 0.1
 */
public final class Parameter<T> {

  /**
   * On which side of the value the check fires.
   *
   * @since 0.1
   */
  public enum Direction {
    /** Above it. */
    ABOVE,
    /** From it on, the value included. */
    FROM,
    /** Below it. */
    BELOW,
    /** It is no threshold. */
    NONE
  }

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]*");

  private final String key;
  private final String unit;
  private final String description;
  private final Direction direction;
  private final Reader<T> reader;
  private final T defaultValue;

  private Parameter(Builder<T> builder, T defaultValue) {
    this.key = builder.key;
    this.unit = builder.unit;
    this.description = builder.description;
    this.direction = builder.direction;
    this.reader = builder.reader;
    this.defaultValue = defaultValue;
  }

  /**
   * Declares a number that can have decimals.
   *
   * @param key its key in configurations, in lower case with underscores
   * @param unit what it measures, such as percent or ratio
   * @return a new builder; values from 0 on are allowed until told otherwise
   */
  public static Builder<Double> number(String key, String unit) {
    return new Builder<>(key, unit, new Numbers(0, Double.MAX_VALUE));
  }

  /**
   * Declares a whole number.
   *
   * @param key its key in configurations, in lower case with underscores
   * @param unit what it counts, such as connections
   * @return a new builder; values from 0 on are allowed until told otherwise
   */
  public static Builder<Long> count(String key, String unit) {
    return new Builder<>(key, unit, new Counts(0, Long.MAX_VALUE));
  }

  /**
   * Declares a switch.
   *
   * @param key its key in configurations, in lower case with underscores
   * @return a new builder
   */
  public static Builder<Boolean> flag(String key) {
    return new Builder<>(key, "true or false", new Flags());
  }

  /**
   * Declares whole numbers by name, such as limits of accounts.
   *
   * @param key its key in configurations, in lower case with underscores
   * @param unit what the numbers count
   * @return a new builder
   */
  public static Builder<Map<String, Long>> countsByName(String key, String unit) {
    return new Builder<>(key, unit, new CountsByName());
  }

  /**
   * The key in configurations.
   *
   * @return the key
   */
  public String key() {
    return key;
  }

  /**
   * What the value measures or counts.
   *
   * @return the unit
   */
  public String unit() {
    return unit;
  }

  /**
   * What the parameter does.
   *
   * @return a sentence without final period
   */
  public String description() {
    return description;
  }

  /**
   * On which side of the value the check fires.
   *
   * @return the direction
   */
  public Direction direction() {
    return direction;
  }

  /**
   * The value unless one is configured.
   *
   * @return the default
   */
  public T defaultValue() {
    return defaultValue;
  }

  /**
   * What values are allowed.
   *
   * @return such as: a number from 0 to 100
   */
  public String allowed() {
    return reader.allowed();
  }

  /**
   * Reads a configured value.
   *
   * @param raw a number, a boolean, a text that holds one, or a map of them
   * @return the value
   * @throws IllegalArgumentException if it is not allowed; the message names key, value and what is
   *     allowed
   */
  public T read(@Nullable Object raw) {
    T value = raw == null ? null : reader.read(raw);
    if (value == null) {
      throw new IllegalArgumentException(
          key + ": " + Display.name(String.valueOf(raw)) + " is not allowed; " + allowed());
    }
    return value;
  }

  /** The wrapper class of the value; a value of this parameter always comes from its reader. */
  @SuppressWarnings("unchecked")
  Class<T> type() {
    return (Class<T>) reader.type();
  }

  @Override
  public String toString() {
    return key;
  }

  /**
   * Builds a parameter; {@link #defaultValue} ends it. Not safe for use by several threads.
   *
   * @param <T> type of the value
   * @since 0.1
   */
  public static final class Builder<T> {
    private final String key;
    private final String unit;
    private Reader<T> reader;
    private String description = "";
    private Direction direction = Direction.NONE;

    private Builder(String key, String unit, Reader<T> reader) {
      if (!KEY.matcher(key).matches()) {
        throw new IllegalArgumentException("not a parameter key: " + key);
      }
      this.key = key;
      this.unit = Objects.requireNonNull(unit, "unit");
      this.reader = reader;
    }

    /**
     * Says what the parameter does.
     *
     * @param text a sentence without final period
     * @return this builder
     */
    public Builder<T> describedAs(String text) {
      this.description = text;
      return this;
    }

    /**
     * Says that the check fires above the value.
     *
     * @return this builder
     */
    public Builder<T> firesAbove() {
      this.direction = Direction.ABOVE;
      return this;
    }

    /**
     * Says that the check fires from the value on.
     *
     * @return this builder
     */
    public Builder<T> firesFrom() {
      this.direction = Direction.FROM;
      return this;
    }

    /**
     * Says that the check fires below the value.
     *
     * @return this builder
     */
    public Builder<T> firesBelow() {
      this.direction = Direction.BELOW;
      return this;
    }

    /**
     * Bounds the allowed numbers, both ends included.
     *
     * @param least the smallest
     * @param most the greatest
     * @return this builder
     * @throws IllegalStateException if the parameter is no number
     */
    public Builder<T> between(long least, long most) {
      this.reader = reader.between(least, most);
      return this;
    }

    /**
     * Sets the default and builds the parameter.
     *
     * @param value the default
     * @return the parameter
     * @throws IllegalArgumentException if the default is not allowed or the description is missing
     */
    public Parameter<T> defaultValue(T value) {
      if (description.isBlank()) {
        throw new IllegalArgumentException(key + " has no description");
      }
      Parameter<T> parameter = new Parameter<>(this, value);
      parameter.read(value);
      return parameter;
    }
  }

  /** Reads one type of value; null stands for a value that is not allowed. */
  private interface Reader<T> {
    @Nullable T read(Object raw);

    String allowed();

    Class<?> type();

    default Reader<T> between(long least, long most) {
      throw new IllegalStateException("only numbers have bounds");
    }
  }

  private record Numbers(double least, double most) implements Reader<Double> {
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
    public Reader<Double> between(long newLeast, long newMost) {
      return new Numbers(newLeast, newMost);
    }
  }

  private record Counts(long least, long most) implements Reader<Long> {
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
    public Reader<Long> between(long newLeast, long newMost) {
      return new Counts(newLeast, newMost);
    }
  }

  private record Flags() implements Reader<Boolean> {
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

  private record CountsByName() implements Reader<Map<String, Long>> {
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

  private static @Nullable BigDecimal decimal(Object raw) {
    if (raw instanceof Boolean || raw instanceof Collection<?> || raw instanceof Map<?, ?>) {
      return null;
    }
    String text = raw.toString().strip();
    // An exponent such as 1e999999999 would cost its value in digits.
    if (text.isEmpty() || text.length() > 40 || EXPONENT.matcher(text).find()) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?\\d{4,}");

  private static String range(Number least, Number most, Number greatest) {
    String from = "from " + Display.number(least.doubleValue());
    return most.equals(greatest) ? from : from + " to " + Display.number(most.doubleValue());
  }

  /** Parameters that share one list are told apart by their keys. */
  static void requireDistinct(List<Parameter<?>> parameters) {
    long keys = parameters.stream().map(Parameter::key).distinct().count();
    if (keys != parameters.size()) {
      throw new IllegalArgumentException("two parameters have the same key: " + parameters);
    }
  }
}
