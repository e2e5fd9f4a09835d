// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that do not answer, in a cluster of three. */
class SilentServerTest {

  private static final Wanted LIGHT =
      Wanted.all(SnapshotPlan.of(List.of(Section.VARZ, Section.HEALTHZ, Section.CONNZ)));
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void isSilentWhilePausedAndForgottenWhenItIsBackUnderAnotherId() throws Exception {
    try (NatsCluster cluster = cluster("2.10");
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT, "c1")) {
      NatsServerProcess paused = cluster.server("c3");
      SystemGatherer gatherer = gatherer(system);
      Eventually.until(
          "c1 knows what c3 listens to",
          SOON,
          () -> gather(gatherer(system)).servers(Endpoint.STATSZ).contains("c3"));
      paused.pause();
      Clients.awaitSilence(system, "c3");
      Gathered first = gather(gatherer);
      assertThat(first.silent).hasSize(1);
      SilentServer silent = first.silent.get(0);
      assertThat(silent.name()).isEqualTo("c3");
      assertThat(silent.id()).hasSize(56);
      assertThat(silent.cluster()).isEqualTo("C");
      assertThat(silent.reason())
          .contains("a route of server c")
          .contains("leads to it; no answer within 5 s")
          .doesNotContain("down");
      assertThat(first.servers(Endpoint.VARZ)).containsExactly("c1", "c2");
      assertThat(first.servers(Endpoint.CONNZ)).containsExactly("c1", "c2");
      assertThat(first.missing).isEmpty();

      paused.resume();
      Eventually.until(
          "c3 answers again", SOON, () -> gather(gatherer).servers(Endpoint.STATSZ).contains("c3"));
      paused.kill();
      Eventually.until(
          "c1 has lost its routes to c3",
          SOON,
          () -> !cluster.server("c1").get("/routez").body().contains("\"c3\""));
      Gathered gone = gather(gatherer);
      assertThat(gone.silent).extracting(SilentServer::name).containsExactly("c3");
      assertThat(gone.silent.get(0).reason()).contains("it answered last at");

      paused.restart();
      cluster.awaitFormed();
      Gathered back = gather(gatherer);
      assertThat(back.silent).isEmpty();
      assertThat(back.servers(Endpoint.VARZ)).containsExactly("c1", "c2", "c3");
    }
  }

  @Test
  void fillsALameDuckFromItsMonitoringPort() throws Exception {
    try (NatsCluster cluster = cluster("2.15");
        Connection client = Clients.connect(cluster, "ACME", "c3");
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT, "c1")) {
      NatsServerProcess duck = cluster.server("c3");
      duck.lameDuck();
      Eventually.until(
          "c3 does not answer over the system account",
          SOON,
          () -> !gather(gatherer(system)).servers(Endpoint.STATSZ).contains("c3"));

      Gathered gathered = new Gathered();
      String note =
          new CompositeGatherer(gatherer(system), http(cluster.monitors()))
              .gather(LIGHT, gathered, Deadline.in(Duration.ofMinutes(1)));

      assertThat(note).isEmpty();
      assertThat(gathered.silent).isEmpty();
      assertThat(gathered.servers(Endpoint.VARZ)).containsExactly("c1", "c2", "c3");
      assertThat(gathered.of(Endpoint.VARZ)).hasSize(3);
      assertThat(gathered.of(Endpoint.HEALTHZ))
          .allMatch(reply -> reply.enveloped() != reply.server().name().equals("c3"));
      assertThat(gathered.servers(Endpoint.STATSZ)).containsExactly("c1", "c2");
      assertThat(gathered.bodies(Endpoint.HEALTHZ)).anyMatch(body -> body.contains("CONNECTION"));
      assertThat(client.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    }
  }

  @Test
  void fillsGapsOnlyAndSaysWhereNothingListens() throws Exception {
    try (NatsCluster cluster = cluster("2.9");
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT, "c1");
        Connection tenant = Clients.connect(cluster, "ACME", "c1")) {
      NatsServerProcess stopped = cluster.server("c3");
      stopped.stop();
      List<URI> monitors = new ArrayList<>(cluster.monitors());

      Gathered gathered = new Gathered();
      new CompositeGatherer(gatherer(system), http(monitors))
          .gather(LIGHT, gathered, Deadline.in(Duration.ofMinutes(1)));
      assertThat(gathered.of(Endpoint.VARZ)).hasSize(2).allMatch(reply -> reply.enveloped());
      assertThat(gathered.silent)
          .singleElement()
          .satisfies(
              silent -> {
                assertThat(silent.name()).isEqualTo(stopped.monitor().toString());
                assertThat(silent.reason()).contains("nothing listens at " + stopped.monitor());
              });

      Gathered alone = new Gathered();
      String note =
          new CompositeGatherer(gatherer(tenant), http(monitors))
              .gather(LIGHT, alone, Deadline.in(Duration.ofMinutes(1)));
      assertThat(note).contains("not in the system account");
      assertThat(alone.of(Endpoint.VARZ)).hasSize(2).noneMatch(reply -> reply.enveloped());

      assertThatThrownBy(
              () ->
                  http(List.of(stopped.monitor()))
                      .gather(LIGHT, new Gathered(), Deadline.in(Duration.ofMinutes(1))))
          .isInstanceOf(SnapshotException.class)
          .hasMessageContaining("nothing listens at " + stopped.monitor());
    }
  }

  private static Gathered gather(SystemGatherer gatherer) throws Exception {
    Gathered gathered = new Gathered();
    gatherer.gather(LIGHT, gathered, Deadline.in(Duration.ofMinutes(1)));
    return gathered;
  }

  private static SystemGatherer gatherer(Connection connection) {
    return new SystemGatherer(connection, GatherLimits.DEFAULT, Clock.systemUTC());
  }

  private static HttpGatherer http(List<URI> addresses) {
    return new HttpGatherer(
        addresses, HttpClient.newHttpClient(), GatherLimits.DEFAULT, Clock.systemUTC());
  }

  private static NatsCluster cluster(String release) {
    return NatsCluster.named("C")
        .servers(3, NatsServerBinary.release(release))
        .account("ACME", "acme", "secret")
        .settings("lame_duck_duration: \"30s\"\nlame_duck_grace_period: \"20s\"")
        .start();
  }
}
