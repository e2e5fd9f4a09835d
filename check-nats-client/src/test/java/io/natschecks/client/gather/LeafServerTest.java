// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A super-cluster with a leaf node, seen from its hub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeafServerTest {

  private NatsCluster a;
  private NatsCluster b;
  private NatsCluster edge;
  private Connection system;

  @BeforeAll
  void start() throws Exception {
    NatsServerBinary binary = NatsServerBinary.release("2.15");
    a =
        NatsCluster.named("A")
            .servers(3, binary)
            .jetStream("hub")
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .gateway()
            .leafNodes()
            .start();
    b =
        NatsCluster.named("B")
            .servers(2, binary)
            .account("ACME", "acme", "secret")
            .gatewayTo(a)
            .start();
    edge =
        NatsCluster.named("EDGE")
            .servers(1, binary)
            .jetStream("edge")
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .leafOf(a, "ACME", NatsCluster.SYSTEM_ACCOUNT)
            .start();
    system = Clients.connect(a, NatsCluster.SYSTEM_ACCOUNT, "a1");
    try (Connection tenant = Clients.connect(edge, "ACME")) {
      tenant
          .jetStreamManagement()
          .addStream(StreamConfiguration.builder().name("LOCAL").subjects("local").build());
    }
  }

  @AfterAll
  void stop() throws Exception {
    if (system != null) {
      system.close();
    }
    for (NatsCluster cluster : new NatsCluster[] {edge, b, a}) {
      if (cluster != null) {
        cluster.close();
      }
    }
  }

  @Test
  void gathersEveryServerAndSparesTheLeafLink() throws Exception {
    Gathered gathered = gather();

    for (Endpoint endpoint :
        new Endpoint[] {
          Endpoint.STATSZ,
          Endpoint.VARZ,
          Endpoint.CONNZ,
          Endpoint.GATEWAYZ,
          Endpoint.ACCSTATZ,
          Endpoint.ACCOUNT_INFO
        }) {
      assertThat(gathered.servers(endpoint))
          .as(endpoint.name())
          .containsExactly("a1", "a2", "a3", "b1", "b2", "edge1");
    }
    assertThat(gathered.servers(Endpoint.JSZ_DETAIL)).contains("edge1").doesNotContain("b1");
    assertThat(gathered.missing)
        .extracting(Missing::server, Missing::section, Missing::status)
        .containsExactly(tuple("edge1", Section.LEAFZ_SUBSCRIPTIONS, Status.TRUNCATED));
    assertThat(gathered.of(Endpoint.CONNZ))
        .allMatch(
            reply ->
                new String(reply.body(), StandardCharsets.UTF_8)
                    .matches(
                        reply.server().name().equals("edge1")
                            ? "(?s).*\"limit\": *(1[0-2]\\d|\\d\\d?),.*"
                            : "(?s).*\"limit\": *512,.*"));
    assertThat(gathered.silent).isEmpty();
  }

  @Test
  void namesAServerBehindAGatewayThatDoesNotAnswer() throws Exception {
    NatsServerProcess paused = b.server("b1");
    b.server("b2").pause();
    paused.pause();
    try {
      Clients.awaitSilence(system, "b1", "b2");
      Gathered gathered = gather();
      assertThat(gathered.servers(Endpoint.STATSZ)).doesNotContain("b1", "b2");
      assertThat(gathered.silent)
          .isNotEmpty()
          .allMatch(silent -> "B".equals(silent.cluster()))
          .extracting(SilentServer::reason)
          .allMatch(reason -> reason.contains("a gateway of server a"));
    } finally {
      paused.resume();
      b.server("b2").resume();
    }
  }

  private Gathered gather() throws Exception {
    Gathered gathered = new Gathered();
    new SystemGatherer(system, GatherLimits.DEFAULT, Clock.systemUTC())
        .gather(
            Wanted.all(SnapshotPlan.everything()), gathered, Deadline.in(Duration.ofMinutes(1)));
    return gathered;
  }
}
