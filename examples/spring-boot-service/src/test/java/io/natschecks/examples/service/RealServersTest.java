// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsLogin;
import io.natschecks.testkit.server.NatsServerBinary;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The service and real servers. */
class RealServersTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String[] LIMITED = {"code", "JETSTREAM_003", "severity", "critical"};

  private static NatsCluster cluster() {
    return NatsCluster.named("A")
        .servers(1, NatsServerBinary.any())
        .jetStream()
        .account("APP", "app", "app-password", "jetstream: enabled")
        .start();
  }

  private static RunningService service(NatsCluster cluster, String... more) {
    NatsLogin login = cluster.systemLogin();
    return RunningService.start(
        List.of(),
        Stream.concat(
                Stream.of(
                    "natschecks.urls=" + String.join(",", cluster.urls()),
                    "natschecks.login.user=" + login.user(),
                    "natschecks.login.password=" + login.password(),
                    "natschecks.audit.checks.JETSTREAM_003.severity=critical"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static Connection connect(NatsCluster cluster) throws Exception {
    NatsLogin login = cluster.login("APP");
    return Nats.connect(
        Options.builder()
            .server(cluster.urls().get(0))
            .userInfo(login.user(), login.password())
            .errorListener(new ErrorListener() {})
            .build());
  }

  private static JetStreamManagement withNearlyFullStream(Connection nats) throws Exception {
    JetStreamManagement management = nats.jetStreamManagement();
    management.addStream(
        StreamConfiguration.builder().name("NEARLY_FULL").subjects("full").maxMessages(20).build());
    for (int i = 0; i < 19; i++) {
      nats.jetStream().publish("full", new byte[0]);
    }
    return management;
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(condition);
  }

  private static boolean finds(RunningService service, String words) {
    HttpResponse<String> answer = service.get("/findings?severity=critical");
    if (answer.statusCode() != 200) {
      return false;
    }
    for (JsonNode each : RunningService.json(answer).get("incidents")) {
      if (each.get("cause").get("message").asString().contains(words)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void followsAFaultAndItsEndAndAnOutage() throws Exception {
    try (NatsCluster cluster = cluster();
        Connection nats = connect(cluster);
        RunningService service = service(cluster)) {
      List<String> events = service.listen();
      eventually(() -> service.get("/actuator/health/nats").statusCode() == 200);
      assertThat(service.metrics().value("natschecks_coverage_servers", "state", "answered"))
          .isEqualTo(1);

      JetStreamManagement management = withNearlyFullStream(nats);
      eventually(() -> finds(service, "NEARLY_FULL"));
      eventually(() -> service.metrics().is(1, "natschecks_findings", LIMITED));
      assertThat(service.get("/actuator/health/nats").statusCode()).isEqualTo(503);
      assertThat(service.get("/actuator/health/nats").body()).contains("JETSTREAM_003");
      eventually(() -> events.contains("event:opened"));

      management.purgeStream("NEARLY_FULL");
      eventually(() -> service.metrics().value("natschecks_findings", LIMITED) == 0);
      eventually(() -> events.contains("event:resolved"));
      assertThat(service.get("/actuator/health/nats").statusCode()).isEqualTo(200);

      cluster.servers().get(0).stop();
      eventually(() -> service.monitor().status().state() == State.CANNOT_SEE);
      PrometheusText blind = service.metrics();
      assertThat(blind.value("natschecks_findings", LIMITED)).isNaN();
      assertThat(blind.value("natschecks_health", "health", "unknown")).isEqualTo(1);
      assertThat(service.get("/findings").statusCode()).isEqualTo(503);
      assertThat(service.get("/actuator/health/nats").body())
          .contains("OUT_OF_SERVICE")
          .doesNotContain("sys-password");

      cluster.servers().get(0).restart();
      eventually(() -> service.monitor().status().state() == State.WATCHING);
      assertThat(service.metrics().value("natschecks_health", "health", "unknown")).isZero();
      assertThat(service.get("/findings").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void startsBeforeTheServersDo() throws Exception {
    try (NatsCluster cluster = cluster()) {
      cluster.servers().get(0).stop();
      try (RunningService service = service(cluster)) {
        eventually(() -> service.monitor().status().state() == State.CANNOT_SEE);

        cluster.servers().get(0).restart();

        eventually(() -> service.monitor().status().state() == State.WATCHING);
      }
    }
  }

  @Test
  void ofTwoInstancesOneAuditsAndTheOtherGoesOn() throws Exception {
    String[] shared = {
      "natschecks.shared.login.user=app",
      "natschecks.shared.login.password=app-password",
      "natschecks.shared.lease-bucket=CHECKS_LEASE",
      "natschecks.shared.lease-length=3s",
      "natschecks.shared.history-bucket=CHECKS_HISTORY",
      "natschecks.shared.event-stream=CHECKS"
    };
    try (NatsCluster cluster = cluster();
        Connection nats = connect(cluster);
        RunningService first = service(cluster, shared)) {
      eventually(() -> first.monitor().status().state() == State.WATCHING);
      withNearlyFullStream(nats);
      eventually(() -> finds(first, "NEARLY_FULL"));

      try (RunningService second = service(cluster, shared)) {
        eventually(() -> second.monitor().status().state() == State.STANDBY);
        assertThat(second.get("/actuator/health/nats").statusCode()).isEqualTo(200);
        assertThat(second.metrics().value("natschecks_monitor_state", "state", "standby"))
            .isEqualTo(1);
        assertThat(second.metrics().value("natschecks_health", "health", "healthy")).isNaN();
        HttpResponse<String> answer = second.get("/findings");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(RunningService.json(answer).get("state").asString()).isEqualTo("standby");
        List<String> events = second.listen();

        first.close();

        eventually(() -> finds(second, "NEARLY_FULL"));
        eventually(() -> second.metrics().is(1, "natschecks_findings", LIMITED));
        assertThat(events).as("what the first one has told").doesNotContain("event:opened");
      }
      eventually(
          () ->
              nats.jetStreamManagement().getStreamInfo("CHECKS").getStreamState().getMsgCount()
                  > 0);
      assertThat(
              nats.jetStream()
                  .getStreamContext("CHECKS")
                  .getLastMessage("CHECKS.events.nats.JETSTREAM_003.opened")
                  .getData())
          .asString()
          .contains("NEARLY_FULL");
    }
  }
}
