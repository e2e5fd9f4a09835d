// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Entity;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.CheckOverride;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The evaluations of one check whose values differ between entities: one for each override, and
 * before them one for all other entities. Each entity is the share of exactly one of them.
 */
record SharedEvaluation(List<CheckOverride> overrides, Snapshot snapshot, int maxFindings) {

  /** The number of the evaluation for all entities that no override matches. */
  static final int OTHERS = -1;

  /** The entities of an evaluation. */
  Predicate<Entity> share(int number) {
    return entity -> numberOf(entity) == number;
  }

  private int numberOf(Entity entity) {
    for (int i = 0; i < overrides.size(); i++) {
      if (overrides.get(i).match().matches(entity, snapshot)) {
        return i;
      }
    }
    return OTHERS;
  }

  /**
   * Puts the results together; that of all other entities comes first. A share that could not be
   * judged is a gap, and one that broke breaks the whole: the check never passes for it.
   */
  CheckResult together(List<CheckResult> results) {
    List<Gap> gaps = new ArrayList<>();
    long notLookedAt = 0;
    for (int i = 0; i < results.size(); i++) {
      CheckResult result = results.get(i);
      if (result.status() == Status.ERRORED) {
        return i == 0 ? result : CheckResult.errored(name(i) + ": " + result.detail());
      }
      gaps.addAll(result.gaps());
      notLookedAt += result.notLookedAt();
      if (owesAnAnswer(result) && result.notLookedAt() == 0) {
        gaps.add(gap(name(i), result));
        notLookedAt++;
      }
    }
    long findings = sum(results, CheckResult::findingCount);
    long accepted = sum(results, CheckResult::acceptedCount);
    long lookedAt = sum(results, CheckResult::lookedAt);
    if (findings == 0 && accepted == 0 && lookedAt == 0) {
      return skipped(results, gaps, notLookedAt);
    }
    return new CheckResult(
        findings > 0 ? Status.FAILED : Status.PASSED,
        first(results, CheckResult::findings, Finding.ORDER),
        findings,
        first(results, CheckResult::forecasts, Forecast.ORDER),
        lookedAt,
        gaps,
        notLookedAt,
        null,
        "",
        first(results, CheckResult::accepted, Finding.ORDER),
        accepted);
  }

  private String name(int place) {
    return place == 0 ? "all other entities" : overrides.get(place - 1).match().toString();
  }

  private static boolean owesAnAnswer(CheckResult result) {
    return result.skipReason() != null && result.skipReason() != SkipReason.NOTHING_DEPLOYED;
  }

  private static Gap gap(String subject, CheckResult skipped) {
    SkipReason reason = skipped.skipReason();
    return new Gap(subject, reason == null ? SkipReason.NOT_EVALUABLE : reason, skipped.detail());
  }

  private static CheckResult skipped(List<CheckResult> results, List<Gap> gaps, long notLookedAt) {
    CheckResult telling =
        results.stream().filter(SharedEvaluation::owesAnAnswer).findFirst().orElse(results.get(0));
    return new CheckResult(
        Status.SKIPPED,
        List.of(),
        0,
        List.of(),
        0,
        gaps,
        notLookedAt,
        telling.skipReason(),
        telling.detail());
  }

  private static long sum(List<CheckResult> results, ToLongFunction<CheckResult> count) {
    return results.stream().mapToLong(count).sum();
  }

  private <T> List<T> first(
      List<CheckResult> results, Function<CheckResult, List<T>> part, Comparator<T> order) {
    return results.stream()
        .flatMap(each -> part.apply(each).stream())
        .sorted(order)
        .limit(maxFindings)
        .toList();
  }
}
