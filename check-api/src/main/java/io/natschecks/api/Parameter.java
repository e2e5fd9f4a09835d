// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a check that users can set. Keep parameters in constants of the check, and read them
 * with {@link CheckContext#value}: a mistyped key cannot compile.
 *
 * @param <T> type of the value: Double, Long, Boolean, a Map of text to Long, or a List of text
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
  private final ParameterReader<T> reader;
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
    return new Builder<>(key, unit, new ParameterReader.Numbers(0, Double.MAX_VALUE));
  }

  /**
   * Declares a whole number.
   *
   * @param key its key in configurations, in lower case with underscores
   * @param unit what it counts, such as connections
   * @return a new builder; values from 0 on are allowed until told otherwise
   */
  public static Builder<Long> count(String key, String unit) {
    return new Builder<>(key, unit, new ParameterReader.Counts(0, Long.MAX_VALUE));
  }

  /**
   * Declares a switch.
   *
   * @param key its key in configurations, in lower case with underscores
   * @return a new builder
   */
  public static Builder<Boolean> flag(String key) {
    return new Builder<>(key, "true or false", new ParameterReader.Flags());
  }

  /**
   * Declares whole numbers by name, such as limits of accounts.
   *
   * @param key its key in configurations, in lower case with underscores
   * @param unit what the numbers count
   * @return a new builder
   */
  public static Builder<Map<String, Long>> countsByName(String key, String unit) {
    return new Builder<>(key, unit, new ParameterReader.CountsByName());
  }

  /**
   * Declares texts, such as names to leave out.
   *
   * @param key its key in configurations, in lower case with underscores
   * @return a new builder; a configuration gives a list of texts, or one text with commas between
   */
  public static Builder<List<String>> texts(String key) {
    return new Builder<>(key, "texts", new ParameterReader.Texts());
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
   * @param raw a number, a boolean, a text that holds one, a map of them, or a list of texts
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
    private ParameterReader<T> reader;
    private String description = "";
    private Direction direction = Direction.NONE;

    private Builder(String key, String unit, ParameterReader<T> reader) {
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

  /** Parameters that share one list are told apart by their keys. */
  static void requireDistinct(List<Parameter<?>> parameters) {
    long keys = parameters.stream().map(Parameter::key).distinct().count();
    if (keys != parameters.size()) {
      throw new IllegalArgumentException("two parameters have the same key: " + parameters);
    }
  }
}
