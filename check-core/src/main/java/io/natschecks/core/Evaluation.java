// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import io.natschecks.api.Preconditions;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.History;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.registry.RegisteredCheck;
import io.natschecks.core.report.CheckOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The evaluation of all checks over one snapshot. */
record Evaluation(
    AuditConfig config,
    Snapshot current,
    @Nullable Snapshot previous,
    History history,
    Map<Track<?>, String> brokenTracks) {

  /** Evaluates the checks; the outcomes come in the order of the checks. */
  List<CheckOutcome> run(List<RegisteredCheck> checks, BudgetedRunner runner)
      throws InterruptedException {
    List<Run.Job<CheckResult>> jobs = new ArrayList<>();
    List<CheckOutcome> outcomes = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (RegisteredCheck each : checks) {
      CheckDescriptor check = each.descriptor();
      CheckResult known = withoutCall(check);
      if (known == null) {
        places.add(outcomes.size());
        jobs.add(new Run.Job<>(each.descriptor(), () -> call(each)));
        known = CheckResult.errored("not run");
      }
      outcomes.add(new CheckOutcome(check, known, Duration.ZERO));
    }
    List<Ended<CheckResult>> ended = runner.run(jobs);
    for (int i = 0; i < ended.size(); i++) {
      CheckDescriptor check = outcomes.get(places.get(i)).check();
      outcomes.set(places.get(i), outcome(check, ended.get(i)));
    }
    return outcomes;
  }

  private static CheckOutcome outcome(CheckDescriptor check, Ended<CheckResult> ended) {
    CheckResult result = ended.value();
    return new CheckOutcome(
        check, result == null ? CheckResult.errored(ended.error()) : result, ended.duration());
  }

  /** The result of a check that need not, or cannot, be called. */
  private @Nullable CheckResult withoutCall(CheckDescriptor check) {
    if (!config.enables(check)) {
      return CheckResult.skipped(SkipReason.DISABLED, "");
    }
    CheckResult unmet = Preconditions.unmet(check, current, previous, history);
    if (unmet != null) {
      return unmet;
    }
    for (Track<?> track : check.tracks()) {
      String error = brokenTracks.get(track);
      if (error != null) {
        return CheckResult.errored("cannot read " + track.name() + ": " + error);
      }
    }
    return null;
  }

  private CheckResult call(RegisteredCheck check) {
    CheckDescriptor descriptor = check.descriptor();
    CheckContext context =
        CheckContext.builder(descriptor, current)
            .previous(previous)
            .history(history)
            .parameters(config.parameters(descriptor))
            .severity(config.settings(descriptor.code()).severity())
            .maxFindings(config.maxFindings())
            .build();
    return accepted(check.check().evaluate(context), descriptor);
  }

  /** A check may build its result by hand, and a result that is not its own would mislead. */
  private CheckResult accepted(@Nullable CheckResult result, CheckDescriptor check) {
    if (result == null) {
      return CheckResult.errored("it answered null");
    }
    for (Finding finding : result.findings()) {
      if (!finding.code().equals(check.code())) {
        return CheckResult.errored("it answered a finding of " + finding.code());
      }
    }
    for (Forecast forecast : result.forecasts()) {
      if (!forecast.code().equals(check.code())) {
        return CheckResult.errored("it answered a forecast of " + forecast.code());
      }
    }
    if (result.findings().size() <= config.maxFindings()) {
      return result;
    }
    return new CheckResult(
        result.status(),
        result.findings().stream().sorted(Finding.ORDER).limit(config.maxFindings()).toList(),
        result.findingCount(),
        result.forecasts(),
        result.lookedAt(),
        result.gaps(),
        result.notLookedAt(),
        result.skipReason(),
        result.detail());
  }
}
