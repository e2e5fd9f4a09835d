// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.core.monitor.MonitorStatus;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.report.AuditReport;
import io.natschecks.examples.Audits;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class NatsChecksHealthIndicatorTest {

  private static Health health(MonitorStatus status) {
    return new NatsChecksHealthIndicator(() -> status, Status.UP).health();
  }

  private static AuditReport finding(Severity severity) {
    return Audits.report(
        Audits.servers("a1", "a2", "b1"),
        Audits.finding("ACME_001", severity, "a"),
        Audits.passing("ACME_002"));
  }

  @Test
  void aHealthyDeploymentIsUp() {
    Health health =
        health(Audits.watching(Audits.report(Audits.servers("a1"), Audits.passing("ACME_001"))));

    assertThat(health.getStatus()).isEqualTo(Status.UP);
    assertThat(health.getDetails())
        .containsEntry("deployment", "healthy")
        .containsEntry("causes", List.of())
        .containsEntry("lastAudit", Audits.NOW);
  }

  @Test
  void aCriticalFindingIsDown() {
    Health health = health(Audits.watching(finding(Severity.CRITICAL)));

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsEntry("deployment", "critical")
        .containsEntry("critical", 2L)
        .containsEntry("warning", 0L)
        .containsEntry("servers", 3);
    assertThat(health.getDetails().get("causes"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .first()
        .asString()
        .startsWith("CRITICAL ACME_001 server A/a1")
        .endsWith("[since 2026-02-01T12:00:00Z]");
  }

  @Test
  void aWarningIsWhatTheHostWants() {
    MonitorStatus status = Audits.watching(finding(Severity.WARNING));

    assertThat(health(status).getStatus()).isEqualTo(Status.UP);
    assertThat(
            new NatsChecksHealthIndicator(() -> status, Status.OUT_OF_SERVICE).health().getStatus())
        .isEqualTo(Status.OUT_OF_SERVICE);
  }

  @ParameterizedTest
  @CsvSource({"CANNOT_SEE,OUT_OF_SERVICE", "CLOSED,OUT_OF_SERVICE", "STANDBY,UP"})
  void saysNothingOfTheDeploymentWhileItDoesNotWatch(State state, String status) {
    Health health = health(Audits.in(state, finding(Severity.CRITICAL)));

    assertThat(health.getStatus().getCode()).isEqualTo(status);
    assertThat(health.getDetails())
        .containsEntry("problem", "It is so")
        .containsEntry("lastAudit", Audits.NOW)
        .doesNotContainKeys("deployment", "causes", "critical");
  }

  @Test
  void isNotUpBeforeTheFirstAudit() {
    assertThat(health(Audits.starting()).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void isNotUpIfNothingCouldBeJudged() {
    AuditReport blind =
        Audits.report(Audits.servers("a1"), Audits.skipped("ACME_001", SkipReason.REFUSED));

    assertThat(health(Audits.watching(blind)).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void causesAreFewAndSafe() {
    String[] names =
        IntStream.range(0, 50).mapToObj(i -> "a" + i + "\n\u001b[2J\u202e").toArray(String[]::new);
    AuditReport report =
        Audits.report(Audits.servers(names), Audits.finding("ACME_001", Severity.CRITICAL, "a"));

    assertThat(health(Audits.watching(report)).getDetails().get("causes"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).doesNotContain("\n", "\u001b", "\u202e"));
  }
}
