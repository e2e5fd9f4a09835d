// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that a stream or a consumer carries for a check in its own metadata. Its owner sets it
 * there; the configuration of the audit knows nothing of it.
 *
 * @param <T> type of the value: Long, Duration, Boolean or String
 * @since 0.1
 */
public final class MetadataKey<T> {

  private final String key;
  private final String unit;
  private final String description;
  private final String form;
  private final Function<String, @Nullable T> reader;

  /** Whoever sets a threshold sets the same one on many: the last text is read once. */
  private volatile @Nullable Reading<T> last;

  private MetadataKey(
      String key,
      String unit,
      String description,
      String form,
      Function<String, @Nullable T> reader) {
    this.key = Objects.requireNonNull(key, "key");
    this.unit = unit;
    this.description = description;
    this.form = form;
    this.reader = reader;
  }

  /**
   * Declares a whole number, written in decimal digits.
   *
   * @param key the key in the metadata
   * @param unit what it counts
   * @param description what it does, a sentence without final period
   * @return the key
   */
  public static MetadataKey<Long> count(String key, String unit, String description) {
    return new MetadataKey<>(key, unit, description, "whole number", MetadataText::wholeNumber);
  }

  /**
   * Declares a length of time, written as the nats command writes it: 10s, 1h30m, 2d, 1w, 1M, 1y.
   *
   * @param key the key in the metadata
   * @param description what it does, a sentence without final period
   * @return the key
   */
  public static MetadataKey<Duration> duration(String key, String description) {
    return new MetadataKey<>(
        key, "duration text", description, "duration such as 30s or 1h", MetadataText::duration);
  }

  /**
   * Declares a switch, written as Go writes booleans: 1, t, T, true, TRUE, True for yes, and 0, f,
   * F, false, FALSE, False for no.
   *
   * @param key the key in the metadata
   * @param description what it does, a sentence without final period
   * @return the key
   */
  public static MetadataKey<Boolean> flag(String key, String description) {
    return new MetadataKey<>(key, "boolean text", description, "true or false", MetadataText::flag);
  }

  /**
   * Declares a text, such as a name or a class. It is taken as it stands.
   *
   * @param key the key in the metadata
   * @param description what it does, a sentence without final period
   * @return the key
   */
  public static MetadataKey<String> text(String key, String description) {
    return new MetadataKey<>(key, "text", description, "text", text -> text);
  }

  /**
   * The key in the metadata.
   *
   * @return such as io.nats.monitor.lag-critical
   */
  public String key() {
    return key;
  }

  /**
   * What the value measures, or how it is written.
   *
   * @return the unit
   */
  public String unit() {
    return unit;
  }

  /**
   * What the value does.
   *
   * @return a sentence without final period
   */
  public String description() {
    return description;
  }

  /**
   * Says whether metadata holds the key.
   *
   * @param metadata metadata of a stream or a consumer
   * @return true if it does, whether or not the value can be read
   */
  public boolean isIn(Map<String, String> metadata) {
    return metadata.containsKey(key);
  }

  /**
   * Reads the value.
   *
   * @param metadata metadata of a stream or a consumer
   * @return the value, or null if the metadata does not hold the key
   * @throws IllegalArgumentException if the text cannot be read; the message names key and text
   */
  public @Nullable T read(Map<String, String> metadata) {
    String text = metadata.get(key);
    if (text == null) {
      return null;
    }
    Reading<T> reading = last;
    if (reading == null || !reading.text().equals(text)) {
      reading = new Reading<>(text, parsed(text));
      last = reading;
    }
    return reading.value();
  }

  private T parsed(String text) {
    T value = reader.apply(text);
    if (value == null) {
      throw new IllegalArgumentException(
          "its metadata says " + key + "=" + Display.name(text) + ", which is no " + form);
    }
    return value;
  }

  private record Reading<T>(String text, T value) {}

  @Override
  public String toString() {
    return key;
  }
}
