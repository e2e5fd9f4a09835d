// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.monitor.MonitorStatus;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.report.AuditReport;
import io.natschecks.examples.Audits;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private MonitorStatus status = Audits.starting();
  private final AuditMetrics metrics =
      new AuditMetrics(() -> status, Clock.fixed(Audits.NOW.plusSeconds(90), ZoneOffset.UTC));

  private void watch(AuditReport report) {
    status = Audits.watching(report);
    metrics.audited(report);
  }

  private double value(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void tellsWhatTheMonitorIsDoing(State state) {
    metrics.bindTo(registry);

    status = Audits.in(state, Audits.report(Audits.servers("a1"), Audits.passing("ACME_001")));

    for (State each : State.values()) {
      assertThat(value("natschecks.monitor.state", "state", Figures.word(each)))
          .as(each.name())
          .isEqualTo(each == state ? 1 : 0);
    }
  }

  @Test
  void countsFindingsByCodeAndSeverity() {
    metrics.bindTo(registry);

    watch(
        Audits.report(
            Audits.servers("a1", "a2", "b1"),
            Audits.finding("ACME_001", Severity.CRITICAL, "a"),
            Audits.finding("ACME_002", Severity.WARNING, "b")));

    assertThat(value("natschecks.findings", "code", "ACME_001", "severity", "critical"))
        .isEqualTo(2);
    assertThat(value("natschecks.findings", "code", "ACME_002", "severity", "warning"))
        .isEqualTo(1);
    assertThat(value("natschecks.incidents", "severity", "critical")).isEqualTo(2);
    assertThat(value("natschecks.incidents", "severity", "info")).isZero();
    assertThat(value("natschecks.health", "health", "critical")).isEqualTo(1);
    assertThat(value("natschecks.health", "health", "healthy")).isZero();
  }

  @Test
  void resolvedFindingsGoToZero() {
    metrics.bindTo(registry);
    watch(Audits.report(Audits.servers("a1"), Audits.finding("ACME_001", Severity.WARNING, "a")));

    watch(Audits.report(Audits.servers("b1"), Audits.finding("ACME_001", Severity.WARNING, "a")));

    assertThat(value("natschecks.findings", "code", "ACME_001", "severity", "warning")).isZero();
    assertThat(value("natschecks.health", "health", "healthy")).isEqualTo(1);
  }

  @Test
  void knowsNothingOfFindingsWhoseCheckCannotLook() {
    metrics.bindTo(registry);
    watch(Audits.report(Audits.servers("a1"), Audits.finding("ACME_001", Severity.WARNING, "a")));

    watch(
        Audits.report(
            Audits.servers("a1"),
            Audits.skipped("ACME_001", SkipReason.TIMED_OUT),
            Audits.passing("ACME_002")));

    assertThat(value("natschecks.findings", "code", "ACME_001", "severity", "warning")).isNaN();
    assertThat(value("natschecks.coverage.checks", "outcome", "blind")).isEqualTo(1);
  }

  @Test
  void countsFindingsBeyondThoseThatAreKept() {
    metrics.bindTo(registry);

    watch(
        Audits.report(
            AuditConfig.builder().maxFindings(2).build(),
            Audits.servers("a1", "a2", "a3", "a4", "a5"),
            Audits.finding("ACME_001", Severity.WARNING, "a")));

    assertThat(value("natschecks.findings", "code", "ACME_001", "severity", "warning"))
        .isEqualTo(5);
  }

  @Test
  void acceptedFindingsCountApart() {
    metrics.bindTo(registry);

    watch(
        Audits.report(
            AuditConfig.fromJson(
                """
                {"suppressions": [{"code": "ACME_001", "match": {"server": "a2"},
                  "reason": "It is old", "until": "2099-01-01"}]}
                """),
            Audits.servers("a1", "a2"),
            Audits.finding("ACME_001", Severity.WARNING, "a")));

    assertThat(value("natschecks.accepted")).isEqualTo(1);
    assertThat(value("natschecks.findings", "code", "ACME_001", "severity", "warning"))
        .isEqualTo(1);
  }

  @Test
  void cannotSeeIsNeverHealthy() {
    metrics.bindTo(registry);
    AuditReport last =
        Audits.report(Audits.servers("a1"), Audits.finding("ACME_001", Severity.INFO, "a"));
    watch(last);

    status = Audits.in(State.CANNOT_SEE, last);

    assertThat(value("natschecks.health", "health", "unknown")).isEqualTo(1);
    assertThat(value("natschecks.health", "health", "healthy")).isZero();
    assertThat(value("natschecks.incidents", "severity", "critical")).isNaN();
    assertThat(value("natschecks.findings", "code", "ACME_001", "severity", "info")).isNaN();
    assertThat(value("natschecks.coverage.servers", "state", "answered")).isNaN();
    assertThat(value("natschecks.coverage.checks", "outcome", "passed")).isNaN();
    assertThat(registry.get("natschecks.snapshot.age").timeGauge().value(TimeUnit.SECONDS))
        .isEqualTo(90);
  }

  @Test
  void isUnknownBeforeTheFirstAudit() {
    metrics.bindTo(registry);

    assertThat(value("natschecks.health", "health", "unknown")).isEqualTo(1);
    assertThat(value("natschecks.incidents", "severity", "critical")).isNaN();
    assertThat(registry.get("natschecks.snapshot.age").timeGauge().value()).isNaN();
  }

  @ParameterizedTest
  @EnumSource(names = {"STANDBY", "CLOSED"})
  void leavesItToTheInstanceThatAudits(State state) {
    metrics.bindTo(registry);
    AuditReport last = Audits.report(Audits.servers("a1"), Audits.passing("ACME_001"));
    watch(last);

    status = Audits.in(state, last);

    assertThat(value("natschecks.health", "health", "healthy")).isNaN();
    assertThat(value("natschecks.health", "health", "unknown")).isNaN();
    assertThat(value("natschecks.incidents", "severity", "critical")).isNaN();
    assertThat(registry.get("natschecks.snapshot.age").timeGauge().value()).isNaN();
  }

  @Test
  void tellsWhatWasCovered() {
    metrics.bindTo(registry);

    watch(
        Audits.report(
            Audits.servers("a1", "a2"),
            Audits.passing("ACME_001"),
            Audits.finding("ACME_002", Severity.INFO, "a"),
            Audits.breaking("ACME_003"),
            Audits.skipped("ACME_004", SkipReason.NOTHING_DEPLOYED),
            Audits.skipped("ACME_005", SkipReason.REFUSED)));

    for (String outcome : new String[] {"passed", "failed", "errored", "idle", "blind"}) {
      assertThat(value("natschecks.coverage.checks", "outcome", outcome)).as(outcome).isEqualTo(1);
    }
    assertThat(value("natschecks.coverage.servers", "state", "answered")).isEqualTo(2);
    assertThat(value("natschecks.coverage.servers", "state", "silent")).isZero();
  }

  @Test
  void timesEachAudit() {
    metrics.bindTo(registry);
    AuditReport report = Audits.report(Audits.servers("a1"), Audits.passing("ACME_001"));

    watch(report);
    watch(report);

    assertThat(registry.get("natschecks.snapshot.duration").timer().count()).isEqualTo(2);
    assertThat(registry.get("natschecks.snapshot.duration").timer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(2);
    assertThat(registry.get("natschecks.audit.duration").timer().totalTime(TimeUnit.NANOSECONDS))
        .isEqualTo(report.duration().multipliedBy(2).toNanos());
  }

  @Test
  void noTagHoldsWhatATenantHasChosen() {
    metrics.bindTo(registry);
    String[] names = new String[200];
    Arrays.setAll(names, i -> "tenant-" + i + "\"} 1\n\u202e");

    watch(Audits.report(Audits.servers(names), Audits.finding("ACME_001", Severity.INFO, "t")));

    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(Tag::getValue)
        .noneMatch(value -> value.contains("tenant"));
    assertThat(registry.find("natschecks.findings").meters()).hasSize(1);
  }

  @Test
  void aRegistryThatComesLaterGetsWhatWasFoundBefore() {
    AuditReport report =
        Audits.report(Audits.servers("a1"), Audits.finding("ACME_001", Severity.INFO, "a"));
    watch(report);

    metrics.bindTo(registry);

    assertThat(value("natschecks.findings", "code", "ACME_001", "severity", "info")).isEqualTo(1);
  }

  @Test
  void namesFollowTheConventionsOfMicrometer() {
    metrics.bindTo(registry);
    watch(Audits.report(Audits.servers("a1"), Audits.finding("ACME_001", Severity.INFO, "a")));

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .allSatisfy(
            id -> {
              assertThat(id.getName()).matches("natschecks(\\.[a-z]+)+");
              assertThat(id.getDescription()).isNotBlank();
              assertThat(id.getName()).doesNotContain("seconds");
            });
    assertThat(registry.get("natschecks.findings").gauge().getId().getBaseUnit())
        .isEqualTo("findings");
  }
}
