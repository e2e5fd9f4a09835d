// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Audits of a deployment as a host makes them, one a minute, with the real checks and the default
 * window of a day. Time is that of the snapshots. All that was said is kept by minute.
 */
final class Simulation implements AutoCloseable {

  static final int HOUR = 60;
  static final int DAY = 24 * HOUR;

  /** What a history merges, and forgets at once: an eighth of the window. */
  static final int PART = DAY / 8;

  private final AuditConfig config;
  private final @Nullable HistoryStore store;
  private Auditor auditor;
  private final Map<String, Map<String, Minutes>> found = new HashMap<>();
  private final Map<String, Map<String, Minutes>> tooShort = new HashMap<>();
  private final Map<String, Map<String, Minutes>> unconfirmed = new HashMap<>();
  private final Map<String, Map<Integer, CheckResult>> results = new HashMap<>();
  private final Map<String, Instant> since = new HashMap<>();

  Simulation(AuditConfig config) {
    this(config, null);
  }

  Simulation(AuditConfig config, @Nullable HistoryStore store) {
    this.config = config;
    this.store = store;
    this.auditor = newAuditor();
  }

  static Simulation of(String... codes) {
    return new Simulation(AuditConfig.builder().only(codes).build());
  }

  private Auditor newAuditor() {
    Auditor.Builder builder =
        Auditor.builder().config(config).parallelism(1).executor(Runnable::run);
    return (store == null ? builder : builder.history(store)).build();
  }

  /** Makes a snapshot for a minute; null if the host takes none. */
  @FunctionalInterface
  interface Life {
    @Nullable Snapshot at(int minute);
  }

  /** Lives through some minutes, both ends included. */
  Simulation run(int first, int last, Life life) throws InterruptedException {
    for (int minute = first; minute <= last; minute++) {
      Snapshot snapshot = life.at(minute);
      if (snapshot != null) {
        take(minute, auditor.audit(snapshot));
      }
    }
    return this;
  }

  /** The host ends and starts again. */
  Simulation restartHost() {
    auditor.close();
    auditor = newAuditor();
    return this;
  }

  private void take(int minute, AuditReport report) {
    for (CheckOutcome outcome : report.checks()) {
      if (config.enables(outcome.check())) {
        take(minute, outcome.check().code(), outcome.result());
      }
    }
    for (AuditedFinding each : report.findings()) {
      Finding finding = each.finding();
      add(found, finding.code(), finding.entity().label(), minute);
      since.put(finding.code() + " " + finding.entity().label(), each.since());
    }
    for (AuditedFinding each : report.unconfirmed()) {
      add(unconfirmed, each.finding().code(), each.finding().entity().label(), minute);
    }
  }

  private void take(int minute, String code, CheckResult result) {
    if (result.status() == CheckResult.Status.ERRORED
        || result.notLookedAt() != result.gaps().size()) {
      throw new AssertionError(code + " at " + minute + ": " + result);
    }
    results.computeIfAbsent(code, any -> new TreeMap<>()).put(minute, result);
    for (Gap gap : result.gaps()) {
      if (gap.reason() == SkipReason.HISTORY_TOO_SHORT) {
        add(tooShort, code, gap.subject(), minute);
      }
    }
  }

  private static void add(
      Map<String, Map<String, Minutes>> all, String code, String subject, int minute) {
    all.computeIfAbsent(code, any -> new TreeMap<>())
        .computeIfAbsent(subject, any -> new Minutes())
        .add(minute);
  }

  /** When a check found something, for each entity that it ever found anything of. */
  Map<String, Minutes> found(String code) {
    return found.getOrDefault(code, Map.of());
  }

  /** When an entity was not judged because too little was known of it. */
  Map<String, Minutes> tooShort(String code) {
    return tooShort.getOrDefault(code, Map.of());
  }

  /** When a finding of before could be neither found nor dismissed. */
  Map<String, Minutes> unconfirmed(String code) {
    return unconfirmed.getOrDefault(code, Map.of());
  }

  /** When a check was skipped as a whole because the history was too short. */
  Minutes skipped(String code) {
    Minutes skipped = new Minutes();
    results
        .getOrDefault(code, Map.of())
        .forEach(
            (minute, result) -> {
              if (result.skipReason() == SkipReason.HISTORY_TOO_SHORT) {
                skipped.add(minute);
              }
            });
    return skipped;
  }

  CheckResult result(String code, int minute) {
    return Objects.requireNonNull(results.getOrDefault(code, Map.of()).get(minute));
  }

  List<Forecast> forecasts(String code, int minute) {
    return result(code, minute).forecasts();
  }

  /** Since when the last finding of a check about an entity was there. */
  @Nullable Instant since(String code, String label) {
    return since.get(code + " " + label);
  }

  static Instant timeOf(int minute) {
    return Deployments.NOW.plus(Duration.ofMinutes(minute));
  }

  /**
   * The first minute at which nothing is remembered of the time before another one. The history
   * covers a day, and forgets a part when the last snapshot of it is older than that.
   */
  static int remembersOnlySince(int minute) {
    return DAY + (minute + PART - 1) / PART * PART;
  }

  @Override
  public void close() {
    auditor.close();
  }
}
