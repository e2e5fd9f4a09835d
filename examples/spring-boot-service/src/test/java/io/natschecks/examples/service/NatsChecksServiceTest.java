// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.examples.Audits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** The service over a deployment that a test makes up. */
class NatsChecksServiceTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final FakeDeployment DEPLOYMENT = new FakeDeployment();

  private static RunningService service;

  /** Servers whose names begin with bad are found. */
  @Configuration(proxyBeanMethods = false)
  static class Fakes {

    @Bean
    SnapshotSource source() {
      return DEPLOYMENT;
    }

    @Bean
    CheckRegistry checks() {
      return CheckRegistry.of(
          List.of(
              Audits.finding("ACME_001", Severity.CRITICAL, "bad"),
              Audits.finding("ACME_002", Severity.WARNING, "odd"),
              Audits.passing("ACME_003")));
    }
  }

  private static final class FakeDeployment implements SnapshotSource {
    private volatile String[] servers = {"a1"};

    @Override
    public Snapshot take(SnapshotPlan plan) throws SnapshotException {
      String[] names = servers;
      if (names.length == 0) {
        throw new SnapshotException("Nobody answers");
      }
      return Audits.servers(names).toBuilder().takenAt(Instant.now()).build();
    }

    void has(String... names) {
      servers = names;
    }
  }

  @BeforeAll
  static void start() {
    service = RunningService.start(List.of(Fakes.class));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void beHealthy() {
    DEPLOYMENT.has("a1");
    eventually(
        () ->
            service.get("/findings").statusCode() == 200 && findings("").get("total").asInt() == 0);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  private static JsonNode findings(String query) {
    return RunningService.json(service.get("/findings" + query));
  }

  private static void found(int total) {
    eventually(() -> findings("").get("total").asInt() == total);
  }

  @Test
  void tellsWhatIsFound() {
    DEPLOYMENT.has("bad1", "odd1", "odd2");
    found(3);

    JsonNode all = findings("");
    assertThat(all.get("health").asString()).isEqualTo("critical");
    JsonNode first = all.get("incidents").get(0);
    assertThat(first.get("severity").asString()).isEqualTo("critical");
    assertThat(first.get("cause").get("code").asString()).isEqualTo("ACME_001");
    assertThat(first.get("cause").get("entity").asString()).isEqualTo("server/A/bad1");
    assertThat(first.get("consequenceCount").asInt()).isZero();
    assertThat(findings("?severity=Warning").get("total").asInt()).isEqualTo(2);
    assertThat(findings("?severity=info").get("total").asInt()).isZero();
    assertThat(findings("?limit=1").get("incidents")).hasSize(1);
    assertThat(findings("?limit=1").get("total").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"severity=fatal", "severity=", "limit=0", "limit=1001", "limit=-1", "limit=x"})
  void aWrongParameterIsAProblem(String query) {
    HttpResponse<String> answer = service.get("/findings?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(RunningService.json(answer).get("detail").asString())
        .startsWith(query.substring(0, query.indexOf('=')) + " is ");
  }

  @Test
  void namesCannotBreakTheJson() {
    DEPLOYMENT.has("bad\"}\u0000<script>\n\u202e");
    found(1);

    assertThat(findings("").get("incidents").get(0).get("cause").get("entity").asString())
        .isEqualTo("server/A/bad\"}\u0000<script>\n\u202e");
  }

  @Test
  void metricsFollowTheDeployment() {
    DEPLOYMENT.has("bad1", "bad2", "odd1");
    PrometheusText found =
        await()
            .atMost(SOON)
            .until(
                service::metrics,
                now ->
                    now.is(2, "natschecks_findings", "code", "ACME_001", "severity", "critical"));

    assertThat(found.value("natschecks_incidents", "severity", "warning")).isEqualTo(1);
    assertThat(found.value("natschecks_health", "health", "critical")).isEqualTo(1);
    assertThat(found.value("natschecks_monitor_state", "state", "watching")).isEqualTo(1);
    assertThat(found.value("natschecks_coverage_servers", "state", "answered")).isEqualTo(3);
    assertThat(found.value("natschecks_coverage_checks", "outcome", "passed")).isEqualTo(1);
    assertThat(found.value("natschecks_snapshot_age_seconds")).isBetween(0.0, 30.0);
    assertThat(found.value("natschecks_audit_duration_seconds_count")).isPositive();
    assertThat(found.type("natschecks_findings")).isEqualTo("gauge");
    assertThat(found.type("natschecks_snapshot_duration_seconds")).isEqualTo("summary");

    DEPLOYMENT.has("a1");
    eventually(
        () ->
            service
                    .metrics()
                    .value("natschecks_findings", "code", "ACME_001", "severity", "critical")
                == 0);
    assertThat(service.metrics().value("natschecks_health", "health", "healthy")).isEqualTo(1);
  }

  @Test
  void cannotSeeIsToldEverywhere() {
    List<String> events = service.listen();
    eventually(() -> events.contains("event:listening"));

    DEPLOYMENT.has();
    eventually(() -> service.monitor().status().state() == State.CANNOT_SEE);

    HttpResponse<String> answer = service.get("/findings");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(RunningService.json(answer).get("state").asString()).isEqualTo("cannot_see");
    assertThat(RunningService.json(answer).get("detail").asString()).isEqualTo("Nobody answers");
    PrometheusText metrics = service.metrics();
    assertThat(metrics.value("natschecks_health", "health", "unknown")).isEqualTo(1);
    assertThat(metrics.value("natschecks_incidents", "severity", "critical")).isNaN();
    assertThat(service.get("/actuator/health").statusCode()).isEqualTo(503);
    assertThat(service.get("/actuator/health/nats").statusCode()).isEqualTo(503);
    assertThat(service.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    eventually(() -> events.contains("event:cannot-see"));

    DEPLOYMENT.has("a1");
    eventually(() -> events.contains("event:sees-again"));
    eventually(() -> service.get("/actuator/health/nats").statusCode() == 200);
  }

  @Test
  void healthTellsTheFirstCauses() {
    DEPLOYMENT.has("bad1");
    found(1);

    HttpResponse<String> answer = service.get("/actuator/health/nats");
    JsonNode details =
        RunningService.json(answer).get("components").get("natsChecks").get("details");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(RunningService.json(answer).get("status").asString()).isEqualTo("DOWN");
    assertThat(details.get("critical").asInt()).isEqualTo(1);
    assertThat(details.get("causes").get(0).asString())
        .startsWith("CRITICAL ACME_001 server A/bad1: ");
  }

  @Test
  void aWarningIsStillUp() {
    DEPLOYMENT.has("odd1");
    found(1);

    assertThat(service.get("/actuator/health/nats").statusCode()).isEqualTo(200);
  }

  @Test
  void eventsTellWhatOpensAndWhatIsResolved() {
    List<String> events = service.listen();
    eventually(() -> events.contains("event:listening"));

    DEPLOYMENT.has("odd7");
    eventually(() -> told(events, "event:opened", "server/A/odd7"));
    DEPLOYMENT.has("a1");

    eventually(() -> told(events, "event:resolved", "server/A/odd7"));
    assertThat(events).contains("event:audited");
  }

  @Test
  void endingTheServiceEndsItsEvents() {
    RunningService other =
        RunningService.start(
            List.of(Fakes.class), "spring.lifecycle.timeout-per-shutdown-phase=20s");
    List<String> events = other.listen();
    eventually(() -> events.contains("event:audited"));

    Instant start = Instant.now();
    other.close();

    eventually(() -> events.contains("END"));
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  private static boolean told(List<String> events, String event, String words) {
    for (int i = 0; i + 1 < events.size(); i++) {
      if (events.get(i).equals(event) && events.get(i + 1).contains(words)) {
        return true;
      }
    }
    return false;
  }
}
