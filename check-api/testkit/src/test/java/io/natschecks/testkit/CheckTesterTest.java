// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Parameter;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTesterTest {

  private static final Snapshot HEALTHY = Deployments.healthy().snapshot();

  @Test
  void skipsWithoutARequiredSection() {
    Snapshot snapshot =
        Deployments.healthy().missing(Section.VARZ, Coverage.Status.REFUSED).snapshot();
    assertThat(CheckTester.of(SampleChecks.manyConnections()).run(snapshot))
        .skipped(SkipReason.REFUSED);
  }

  @Test
  void skipsWithoutANeededPreviousSnapshot() {
    Check check =
        SampleChecks.check(
            SampleChecks.descriptor().needsPrevious().build(),
            (self, context) -> SampleChecks.judge(context));
    assertThat(CheckTester.of(check).run(HEALTHY)).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
    assertThat(CheckTester.of(check).previous(HEALTHY).run(HEALTHY)).passed();
  }

  @Test
  void passesParametersSeverityAndBound() {
    assertThat(
            CheckTester.of(SampleChecks.manyConnections())
                .with(SampleChecks.MOST, 11L)
                .severity(Severity.CRITICAL)
                .maxFindings(2)
                .run(HEALTHY))
        .failed()
        .hasFindings(7)
        .finding("server A/a1")
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("server A/a1: 12 connections (limit 11)")
        .hasObserved(12)
        .hasLimit(11);
  }

  @Test
  void refusesAParameterThatTheCheckDoesNotHave() {
    Parameter<Boolean> foreign = Parameter.flag("foreign").describedAs("x").defaultValue(true);
    assertThatThrownBy(() -> CheckTester.of(SampleChecks.manyConnections()).with(foreign, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("foreign");
  }

  @Test
  void samplesThePastIntoTheHistory() {
    List<Series> seen = new ArrayList<>();
    CheckDescriptor descriptor =
        SampleChecks.descriptor().follows(SampleChecks.CONNECTIONS).build();
    Check check =
        SampleChecks.check(
            descriptor,
            (self, context) -> {
              seen.add(
                  context.series(
                      SampleChecks.CONNECTIONS, context.current().serversNamed("a1").get(0)));
              return CheckResult.builder(1).lookedAt().build();
            });
    List<Snapshot> past = Deployments.past(3, Duration.ofHours(1));
    CheckTester tester = CheckTester.of(check).after(past);
    tester.run(HEALTHY);
    tester.window(Duration.ofMinutes(90)).run(HEALTHY);
    assertThat(seen).extracting(Series::size).containsExactly(4, 2);
    assertThat(seen.get(0).timeAt(0)).isEqualTo(Deployments.NOW.minus(Duration.ofHours(3)));
    assertThat(seen.get(0).valueAt(3)).isEqualTo(12);
  }

  @Test
  void runsADeploymentThatChangesFromHourToHour() {
    CheckResult result =
        CheckTester.of(SampleChecks.foreseeing())
            .with(SampleChecks.MOST, 69L)
            .runHourly(
                connections ->
                    Deployments.healthy()
                        .statistics("a1", a1 -> a1.connections((int) connections))
                        .snapshot(),
                10,
                20,
                30,
                40,
                50);

    assertThat(result)
        .passed()
        .onlyForecast()
        .isAbout("server A/a1")
        .hasKey("SAMPLE_001 server/A/a1")
        .hasSeverity(Severity.WARNING)
        .firesIn(Duration.ofHours(2))
        .hasMessage(
            "server A/a1: 50 connections now, +10 connections an hour, reported at 70 connections");
    assertThatThrownBy(() -> assertThat(result).hasForecasts(0))
        .hasMessageContaining("forecast WARNING SAMPLE_001 server/A/a1 at 2026-02-01T14:00:00Z");
    assertThatThrownBy(() -> assertThat(result).onlyForecast().firesIn(Duration.ofHours(1)))
        .hasMessageContaining("to fire at 2026-02-01T13:00:00Z");
    assertThatThrownBy(() -> assertThat(result).onlyForecast().isAbout("server A/a2"))
        .isInstanceOf(AssertionError.class);
  }
}
