// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Finding;
import io.natschecks.api.SkipReason;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the result of a check. A failure shows the whole result.
 *
 * @since 0.1
 */
public final class CheckResultAssert extends AbstractAssert<CheckResultAssert, CheckResult> {

  CheckResultAssert(CheckResult actual) {
    super(actual, CheckResultAssert.class);
  }

  /**
   * Wants the check passed.
   *
   * @return this
   */
  public CheckResultAssert passed() {
    return has(CheckResult.Status.PASSED);
  }

  /**
   * Wants at least one finding.
   *
   * @return this
   */
  public CheckResultAssert failed() {
    return has(CheckResult.Status.FAILED);
  }

  /**
   * Wants the check skipped, whatever the reason.
   *
   * @return this
   */
  public CheckResultAssert skipped() {
    return has(CheckResult.Status.SKIPPED);
  }

  /**
   * Wants the check skipped for a reason.
   *
   * @param reason the reason
   * @return this
   */
  public CheckResultAssert skipped(SkipReason reason) {
    skipped();
    if (actual.skipReason() != reason) {
      throw failure("to be skipped for the reason " + reason);
    }
    return this;
  }

  /**
   * Wants an error.
   *
   * @return this
   */
  public CheckResultAssert errored() {
    return has(CheckResult.Status.ERRORED);
  }

  /**
   * Wants no findings: passed, or skipped.
   *
   * @return this
   */
  public CheckResultAssert findsNothing() {
    if (actual.findingCount() != 0) {
      throw failure("to find nothing");
    }
    return this;
  }

  /**
   * Wants a number of findings, those that were not kept included.
   *
   * @param count how many
   * @return this
   */
  public CheckResultAssert hasFindings(long count) {
    if (actual.findingCount() != count) {
      throw failure("to have " + Display.count(count, "finding"));
    }
    return this;
  }

  /**
   * Wants findings about exactly these entities, in any order.
   *
   * @param labels label or key of each entity
   * @return this
   */
  public CheckResultAssert findsExactly(String... labels) {
    hasFindings(labels.length);
    Arrays.stream(labels).forEach(this::finding);
    long about = Arrays.stream(labels).distinct().mapToLong(label -> about(label).size()).sum();
    if (about != labels.length) {
      throw failure("to find exactly " + List.of(labels));
    }
    return this;
  }

  /**
   * Picks a finding by its entity.
   *
   * @param labelOrKey label or key of the entity, or key of the finding where there are several
   * @return its assertions
   */
  public FindingAssert finding(String labelOrKey) {
    List<Finding> found = about(labelOrKey);
    if (found.isEmpty()) {
      throw failure("to have a finding about " + labelOrKey);
    }
    return new FindingAssert(found.get(0));
  }

  /**
   * Picks the only finding.
   *
   * @return its assertions
   */
  public FindingAssert onlyFinding() {
    hasFindings(1);
    return new FindingAssert(actual.findings().get(0));
  }

  /**
   * Picks the only forecast.
   *
   * @return its assertions
   */
  public ForecastAssert onlyForecast() {
    hasForecasts(1);
    return new ForecastAssert(actual.forecasts().get(0));
  }

  /**
   * Wants a number of forecasts.
   *
   * @param count how many
   * @return this
   */
  public CheckResultAssert hasForecasts(int count) {
    if (actual.forecasts().size() != count) {
      throw failure("to have " + Display.count(count, "forecast"));
    }
    return this;
  }

  /**
   * Wants a number of entities looked at.
   *
   * @param count how many
   * @return this
   */
  public CheckResultAssert lookedAt(long count) {
    if (actual.lookedAt() != count) {
      throw failure("to have looked at " + count);
    }
    return this;
  }

  /**
   * Wants a number of gaps.
   *
   * @param count how many entities or servers could not be looked at
   * @return this
   */
  public CheckResultAssert notLookedAt(long count) {
    if (actual.notLookedAt() != count) {
      throw failure("to have left out " + count);
    }
    return this;
  }

  /**
   * Wants a gap.
   *
   * @param subject what was not looked at
   * @param reason why not
   * @return this
   */
  public CheckResultAssert hasGap(String subject, SkipReason reason) {
    if (actual.gaps().stream()
        .noneMatch(gap -> gap.subject().equals(subject) && gap.reason() == reason)) {
      throw failure("to have left out " + subject + " for the reason " + reason);
    }
    return this;
  }

  private List<Finding> about(String labelOrKey) {
    return actual.findings().stream()
        .filter(
            finding ->
                finding.entity().label().equals(labelOrKey)
                    || finding.entity().key().equals(labelOrKey)
                    || finding.key().equals(labelOrKey))
        .toList();
  }

  private CheckResultAssert has(CheckResult.Status status) {
    isNotNull();
    if (actual.status() != status) {
      throw failure("to be " + status);
    }
    return this;
  }

  private AssertionError failure(String expectation) {
    return failure("expected %s, but it is%n%s", expectation, Shown.result(actual));
  }
}
