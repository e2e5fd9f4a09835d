// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Parameter;
import io.natschecks.api.Preconditions;
import io.natschecks.api.history.History;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.history.EverySample;
import io.natschecks.core.history.Recorder;
import io.natschecks.core.history.WindowHistory;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.registry.RegisteredCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** A history that merges old samples gives the verdicts of one that keeps them all. */
class SameVerdictsTest {

  private static final List<Check> CHECKS =
      CheckRegistry.load().checks().stream()
          .map(RegisteredCheck::check)
          .filter(check -> !check.descriptor().tracks().isEmpty())
          .toList();

  private static final List<Track<?>> TRACKS =
      CHECKS.stream()
          .<Track<?>>flatMap(check -> check.descriptor().tracks().stream())
          .distinct()
          .toList();

  /** Low enough for a few random samples to reach. */
  private static final Map<String, Object> PARAMETERS =
      Map.of(
          "confirmations", 3L,
          "min_total_growth", 20L,
          "window_minutes", 600L,
          "min_mono_frac", 0.7);

  /** Those that look back, and must have found something in some of the days. */
  private static final List<String> LOOK_BACK =
      List.of(
          "META_003",
          "SERVER_009",
          "JETSTREAM_009",
          "OPT_COST_001",
          "OPT_IDLE_001",
          "OPT_IDLE_002",
          "OPT_IDLE_003",
          "OPT_IDLE_004",
          "OPT_IDLE_005",
          "OPT_IDLE_006",
          "OPT_PLACE_003",
          "OPT_SYS_002",
          "OPT_SYS_009",
          "OPT_SYS_013",
          "OPT_SYS_017",
          "OPT_SYS_019",
          "OPT_SYS_022",
          "OPT_SYS_025");

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void mergedSamplesGiveTheSameVerdicts(
      @ForAll long seed, @ForAll @IntRange(min = 30, max = 120) int snapshots) {
    RandomLife life = new RandomLife(seed);
    WindowHistory merged = new WindowHistory(Duration.ofHours(24));
    EverySample whole = new EverySample(merged);
    Snapshot previous = null;
    for (int i = 1; i <= snapshots; i++) {
      Snapshot snapshot = life.next();
      Recorder.record(merged, snapshot, TRACKS);
      whole.record(snapshot, TRACKS);
      if (i % 8 == 0 || i == snapshots) {
        assertThat(whole.seen()).isEqualTo(merged.seen());
        for (Check check : CHECKS) {
          CheckResult expected = run(check, previous, whole, snapshot);
          assertThat(verdict(run(check, previous, merged, snapshot)))
              .as("%s at snapshot %s", check.descriptor().code(), i)
              .isEqualTo(verdict(expected));
          if (!expected.findings().isEmpty()) {
            Statistics.collect(check.descriptor().code());
          }
        }
      }
      previous = snapshot;
    }
    Statistics.coverage(
        found -> LOOK_BACK.forEach(code -> found.check(code).count(times -> times > 0)));
  }

  private static CheckResult run(
      Check check, @Nullable Snapshot previous, History history, Snapshot snapshot) {
    CheckDescriptor descriptor = check.descriptor();
    CheckResult unmet = Preconditions.unmet(descriptor, snapshot, previous, history);
    Map<Parameter<?>, Object> values = new LinkedHashMap<>();
    for (Parameter<?> parameter : descriptor.parameters()) {
      if (PARAMETERS.containsKey(parameter.key())) {
        values.put(parameter, PARAMETERS.get(parameter.key()));
      }
    }
    return unmet != null
        ? unmet
        : check.evaluate(
            CheckContext.builder(descriptor, snapshot)
                .previous(previous)
                .history(history)
                .parameters(values)
                .build());
  }

  /** All but the outlook, which rests on single samples. */
  private static List<Object> verdict(CheckResult result) {
    List<Object> verdict = new ArrayList<>();
    verdict.add(result.status());
    verdict.add(result.detail());
    verdict.add(result.lookedAt());
    verdict.add(result.gaps());
    for (Finding finding : result.findings()) {
      verdict.add(finding.key());
      verdict.add(finding.severity());
      verdict.add(finding.message());
      verdict.add(evidence(finding));
    }
    return verdict;
  }

  private static Map<String, Evidence.Value> evidence(Finding finding) {
    Map<String, Evidence.Value> evidence = new LinkedHashMap<>();
    finding.evidence().items().forEach(item -> evidence.put(item.name(), item.value()));
    evidence.keySet().removeAll(List.of("limit_reached_at", "growth"));
    return evidence;
  }
}
