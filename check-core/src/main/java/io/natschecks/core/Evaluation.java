// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Preconditions;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.History;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.CheckSettings;
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
    Map<Track<?>, String> brokenTracks,
    Acceptances acceptances) {

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

  /** Evaluates a check, or where its values differ between entities once for each set of them. */
  private CheckResult call(RegisteredCheck check) {
    CheckSettings settings = config.settings(check.descriptor().code());
    if (settings.overrides().isEmpty()) {
      return evaluate(check, context(check, settings).build());
    }
    SharedEvaluation shared =
        new SharedEvaluation(settings.overrides(), current, config.maxFindings());
    CheckContext.Builder others = context(check, settings);
    List<CheckResult> results = new ArrayList<>();
    results.add(evaluate(check, others.share(shared.share(SharedEvaluation.OTHERS), true).build()));
    for (int i = 0; i < settings.overrides().size(); i++) {
      CheckSettings own = settings.under(settings.overrides().get(i));
      CheckContext.Builder context = context(check, own).share(shared.share(i), false);
      results.add(evaluate(check, context.build()));
    }
    return shared.together(results);
  }

  private CheckContext.Builder context(RegisteredCheck check, CheckSettings settings) {
    CheckDescriptor descriptor = check.descriptor();
    return CheckContext.builder(descriptor, current)
        .previous(previous)
        .history(history)
        .parameters(config.parameters(descriptor, settings))
        .severity(settings.severity())
        .maxFindings(config.maxFindings())
        .accepted(acceptances.filter(descriptor));
  }

  private CheckResult evaluate(RegisteredCheck check, CheckContext context) {
    CheckResult result = check.check().evaluate(context);
    return result == null
        ? CheckResult.errored("it answered null")
        : new ForeignResult(result, context, acceptances).checked();
  }
}
