// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds a finding: evidence first, then {@link #message} ends it. Not safe for use by several
 * threads.
 *
 * @since 0.1
 */
public final class FindingBuilder {

  private final CheckContext context;
  private final CheckResult.Builder result;
  private final Entity entity;
  private final List<Evidence.Item> items = new ArrayList<>();
  private String discriminator;
  private Severity severity;

  FindingBuilder(
      CheckContext context, CheckResult.Builder result, Entity entity, String discriminator) {
    this.context = context;
    this.result = result;
    this.entity = entity;
    this.discriminator = discriminator;
    this.severity = context.descriptor().severity();
  }

  /**
   * Gives a severity other than the default of the check. A severity that the host has configured
   * wins over it.
   *
   * @param value one of {@link CheckDescriptor#severities()}
   * @return this builder
   * @throws IllegalArgumentException if the descriptor does not declare it
   */
  public FindingBuilder severity(Severity value) {
    this.severity = context.descriptor().declared(value);
    return this;
  }

  /**
   * Tells this finding apart from others of the check about the same entity.
   *
   * @param name what differs, such as account
   * @param value its value
   * @return this builder
   */
  public FindingBuilder discriminator(String name, String value) {
    this.discriminator = Discriminators.add(discriminator, name, value);
    return this;
  }

  /**
   * Adds the value that was judged.
   *
   * @param name name of the value
   * @param amount the number
   * @param unit what it counts
   * @return this builder
   */
  public FindingBuilder observed(String name, long amount, String unit) {
    return add(name, Evidence.Role.OBSERVED, new Evidence.Count(amount, unit));
  }

  /**
   * Adds the value that was judged.
   *
   * @param name name of the value
   * @param amount the number
   * @param unit what it measures
   * @return this builder
   */
  public FindingBuilder observed(String name, double amount, String unit) {
    return add(name, Evidence.Role.OBSERVED, new Evidence.Measure(amount, unit));
  }

  /**
   * Adds the value that was judged.
   *
   * @param name name of the value
   * @param text the text
   * @return this builder
   */
  public FindingBuilder observed(String name, String text) {
    return add(name, Evidence.Role.OBSERVED, new Evidence.Text(text));
  }

  /**
   * Adds the bound.
   *
   * @param name name of the bound
   * @param amount the number
   * @param unit what it counts
   * @return this builder
   */
  public FindingBuilder limit(String name, long amount, String unit) {
    return add(name, Evidence.Role.LIMIT, new Evidence.Count(amount, unit));
  }

  /**
   * Adds the bound.
   *
   * @param name name of the bound
   * @param amount the number
   * @param unit what it measures
   * @return this builder
   */
  public FindingBuilder limit(String name, double amount, String unit) {
    return add(name, Evidence.Role.LIMIT, new Evidence.Measure(amount, unit));
  }

  /**
   * Adds the bound.
   *
   * @param name name of the bound
   * @param text the text
   * @return this builder
   */
  public FindingBuilder limit(String name, String text) {
    return add(name, Evidence.Role.LIMIT, new Evidence.Text(text));
  }

  /**
   * Adds a whole number.
   *
   * @param name name of the value
   * @param amount the number
   * @param unit what it counts
   * @return this builder
   */
  public FindingBuilder with(String name, long amount, String unit) {
    return add(name, Evidence.Role.CONTEXT, new Evidence.Count(amount, unit));
  }

  /**
   * Adds a measured number.
   *
   * @param name name of the value
   * @param amount the number
   * @param unit what it measures
   * @return this builder
   */
  public FindingBuilder with(String name, double amount, String unit) {
    return add(name, Evidence.Role.CONTEXT, new Evidence.Measure(amount, unit));
  }

  /**
   * Adds a text.
   *
   * @param name name of the value
   * @param text the text; null adds nothing
   * @return this builder
   */
  public FindingBuilder with(String name, @Nullable String text) {
    return text == null ? this : add(name, Evidence.Role.CONTEXT, new Evidence.Text(text));
  }

  /**
   * Adds several texts, of which the first in sorted order are kept.
   *
   * @param name name of the value
   * @param texts the texts; none adds nothing
   * @return this builder
   */
  public FindingBuilder with(String name, Collection<String> texts) {
    return texts.isEmpty() ? this : add(name, Evidence.Role.CONTEXT, Evidence.Texts.of(texts));
  }

  /**
   * Adds a point in time.
   *
   * @param name name of the value
   * @param instant the time; null adds nothing
   * @return this builder
   */
  public FindingBuilder with(String name, @Nullable Instant instant) {
    return instant == null ? this : add(name, Evidence.Role.CONTEXT, new Evidence.Time(instant));
  }

  /**
   * Adds a length of time.
   *
   * @param name name of the value
   * @param length the length; null adds nothing
   * @return this builder
   */
  public FindingBuilder with(String name, @Nullable Duration length) {
    return length == null ? this : add(name, Evidence.Role.CONTEXT, new Evidence.Span(length));
  }

  /**
   * Adds a yes or no.
   *
   * @param name name of the value
   * @param value true for yes
   * @return this builder
   */
  public FindingBuilder with(String name, boolean value) {
    return add(name, Evidence.Role.CONTEXT, new Evidence.Flag(value));
  }

  /**
   * Adds when a limit will be reached and how fast the value grows, if it clearly grows towards the
   * limit. A value that falls back to a limit that it has passed does not reach it.
   *
   * @param series the values
   * @param limit the limit, in the unit of the values
   * @param unit what they count
   * @return this builder
   */
  public FindingBuilder reaches(Series series, double limit, String unit) {
    return approaches(series, limit, unit, 1);
  }

  /**
   * Adds when a limit will be reached and how fast the value falls, if it clearly falls towards the
   * limit.
   *
   * @param series the values
   * @param limit the limit, in the unit of the values
   * @param unit what they count
   * @return this builder
   */
  public FindingBuilder fallsTo(Series series, double limit, String unit) {
    return approaches(series, limit, unit, -1);
  }

  private FindingBuilder approaches(Series series, double limit, String unit, int direction) {
    Approach approach = Approach.of(context, series, limit);
    return approach == null || Math.signum(approach.trend().perHour()) != direction
        ? this
        : with("limit_reached_at", approach.at())
            .with("growth", approach.trend().perHour(), unit + " per hour");
  }

  /**
   * Ends the finding with its message. The label of the entity is put before it.
   *
   * @param format what was observed and the bound, a {@link String#format} pattern without a final
   *     period
   * @param arguments its arguments
   */
  public void message(String format, Object... arguments) {
    if (!context.answersFor(entity)) {
      return;
    }
    Severity configured = context.severity();
    Severity given = configured == null ? severity : configured;
    String code = context.descriptor().code();
    String key = Finding.key(code, entity, discriminator);
    boolean accepted = context.isAccepted(given, entity, key);
    if (result.onlyCounts(accepted, given, key)) {
      return;
    }
    result.add(
        accepted,
        new Finding(
            code,
            given,
            entity,
            discriminator,
            entity.label() + ": " + String.format(Locale.ROOT, format, arguments),
            new Evidence(items)));
  }

  private FindingBuilder add(String name, Evidence.Role role, Evidence.Value value) {
    items.add(new Evidence.Item(name, role, value));
    return this;
  }
}
