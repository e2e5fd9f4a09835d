// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a finding. A failure shows the whole finding.
 *
 * @since 0.1
 */
public final class FindingAssert extends AbstractAssert<FindingAssert, Finding> {

  FindingAssert(Finding actual) {
    super(actual, FindingAssert.class);
  }

  /**
   * Wants the message.
   *
   * @param message the whole message, the label of the entity included
   * @return this
   */
  public FindingAssert hasMessage(String message) {
    if (!actual.message().equals(message)) {
      throw wanted("the message " + message);
    }
    return this;
  }

  /**
   * Wants a part of the message.
   *
   * @param part the part
   * @return this
   */
  public FindingAssert hasMessageContaining(String part) {
    if (!actual.message().contains(part)) {
      throw wanted("a message with " + part);
    }
    return this;
  }

  /**
   * Wants the severity.
   *
   * @param severity the severity
   * @return this
   */
  public FindingAssert hasSeverity(Severity severity) {
    if (actual.severity() != severity) {
      throw wanted("the severity " + severity);
    }
    return this;
  }

  /**
   * Wants the key.
   *
   * @param key code, entity key and discriminator
   * @return this
   */
  public FindingAssert hasKey(String key) {
    if (!actual.key().equals(key)) {
      throw wanted("the key " + key);
    }
    return this;
  }

  /**
   * Wants a value in the evidence.
   *
   * @param name name of the item
   * @param display the value as people read it
   * @return this
   */
  public FindingAssert hasEvidence(String name, String display) {
    Evidence.Value value = actual.evidence().get(name);
    if (value == null || !value.display().equals(display)) {
      throw wanted("the evidence " + name + "=" + display);
    }
    return this;
  }

  /**
   * Wants a number in the evidence.
   *
   * @param name name of the item
   * @param amount the number, whatever its unit
   * @return this
   */
  public FindingAssert hasEvidence(String name, double amount) {
    if (!Objects.equals(amountOf(actual.evidence().get(name)), amount)) {
      throw wanted("the evidence " + name + "=" + amount);
    }
    return this;
  }

  /**
   * Wants the number that was judged.
   *
   * @param amount the number, whatever its unit
   * @return this
   */
  public FindingAssert hasObserved(double amount) {
    if (!Objects.equals(amountOf(actual.evidence().observed()), amount)) {
      throw wanted("the observed value " + amount);
    }
    return this;
  }

  /**
   * Wants the bound.
   *
   * @param amount the number, whatever its unit
   * @return this
   */
  public FindingAssert hasLimit(double amount) {
    if (!Objects.equals(amountOf(actual.evidence().limit()), amount)) {
      throw wanted("the limit " + amount);
    }
    return this;
  }

  private static @Nullable Double amountOf(Evidence.@Nullable Item item) {
    return item == null ? null : amountOf(item.value());
  }

  private static @Nullable Double amountOf(Evidence.@Nullable Value value) {
    if (value instanceof Evidence.Count count) {
      return (double) count.amount();
    }
    return value instanceof Evidence.Measure measure ? measure.amount() : null;
  }

  private AssertionError wanted(String expectation) {
    return failure("expected %s,%nbut the finding is%n%s", expectation, Shown.finding(actual));
  }
}
