// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values that a finding rests on, in the order in which they explain it. Texts are whole here,
 * whatever the message shortens.
 *
 * @param items the values
 * @since 0.1
 */
public record Evidence(List<Item> items) {

  /** No values. */
  public static final Evidence NONE = new Evidence(List.of());

  public Evidence {
    items = List.copyOf(items);
  }

  /**
   * Finds a value by name.
   *
   * @param name name of the item
   * @return its value, or null if there is none of that name
   */
  public @Nullable Value get(String name) {
    return items.stream()
        .filter(item -> item.name().equals(name))
        .map(Item::value)
        .findFirst()
        .orElse(null);
  }

  /**
   * The value that was judged.
   *
   * @return the first item of the role, or null if there is none
   */
  public @Nullable Item observed() {
    return ofRole(Role.OBSERVED);
  }

  /**
   * The bound that it was judged against.
   *
   * @return the first item of the role, or null if there is none
   */
  public @Nullable Item limit() {
    return ofRole(Role.LIMIT);
  }

  private @Nullable Item ofRole(Role role) {
    return items.stream().filter(item -> item.role() == role).findFirst().orElse(null);
  }

  /**
   * A named value.
   *
   * @param name its name, in lower case with underscores
   * @param role what it is to the finding
   * @param value the value
   * @since 0.1
   */
  public record Item(String name, Role role, Value value) {

    public Item {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * What a value is to a finding.
   *
   * @since 0.1
   */
  public enum Role {
    /** The value that was judged. */
    OBSERVED,
    /** The bound that it was judged against. */
    LIMIT,
    /** What helps to understand it. */
    CONTEXT
  }

  /**
   * A typed value.
   *
   * @since 0.1
   */
  public sealed interface Value {

    /**
     * The value as people read it.
     *
     * @return a short text, not escaped
     */
    String display();
  }

  /**
   * A whole number.
   *
   * @param amount the number
   * @param unit what it counts, such as connections or bytes
   * @since 0.1
   */
  public record Count(long amount, String unit) implements Value {
    @Override
    public String display() {
      return unit.equals("bytes")
          ? Display.bytes(amount)
          : (Display.count(amount) + " " + unit).strip();
    }
  }

  /**
   * A measured number, unrounded.
   *
   * @param amount the number
   * @param unit what it measures, such as percent
   * @since 0.1
   */
  public record Measure(double amount, String unit) implements Value {
    @Override
    public String display() {
      return unit.equals("percent")
          ? Display.percent(amount)
          : (Display.number(amount) + " " + unit).strip();
    }
  }

  /**
   * A text.
   *
   * @param text the whole text
   * @since 0.1
   */
  public record Text(String text) implements Value {
    @Override
    public String display() {
      return Display.nkeys(text);
    }
  }

  /**
   * Several texts, of which the first are kept.
   *
   * @param first the first texts, sorted
   * @param total how many there are in all
   * @since 0.1
   */
  public record Texts(List<String> first, long total) implements Value {

    /** How many texts are kept. */
    public static final int MOST = 20;

    public Texts {
      first = List.copyOf(first);
    }

    /**
     * Keeps the first of a collection in sorted order.
     *
     * @param all all texts
     * @return the bounded list with the exact total
     */
    public static Texts of(Collection<String> all) {
      return new Texts(all.stream().sorted().limit(MOST).toList(), all.size());
    }

    @Override
    public String display() {
      String shown = String.join(", ", first.stream().map(Display::nkeys).toList());
      return total > first.size()
          ? shown + " and " + Display.count(total - first.size()) + " more"
          : shown;
    }
  }

  /**
   * A point in time.
   *
   * @param instant the time
   * @since 0.1
   */
  public record Time(Instant instant) implements Value {
    @Override
    public String display() {
      return instant.toString();
    }
  }

  /**
   * A length of time.
   *
   * @param length the length
   * @since 0.1
   */
  public record Span(Duration length) implements Value {
    @Override
    public String display() {
      return Display.duration(length);
    }
  }

  /**
   * A yes or no.
   *
   * @param value true for yes
   * @since 0.1
   */
  public record Flag(boolean value) implements Value {
    @Override
    public String display() {
      return value ? "yes" : "no";
    }
  }
}
