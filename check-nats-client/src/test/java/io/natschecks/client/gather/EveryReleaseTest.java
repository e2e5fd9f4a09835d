// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends everything that a plan can ask for to real clusters, over both transports. */
class EveryReleaseTest {

  private static final Pattern ID = Pattern.compile("\"server_id\": *\"([^\"]+)\"");
  private static final Set<String> ALL = Set.of("c1", "c2", "c3");

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void gathersEverythingAndLeavesEveryServerAsItWas(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("C")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .account("IDLE", "idle", "secret")
                .start();
        Connection tenant = Clients.connect(cluster, "ACME")) {
      populate(tenant.jetStreamManagement());
      List<String> ids = ids(cluster);

      gathersOverTheSystemAccount(cluster, release);
      gathersOverHttp(cluster, release);

      assertThat(cluster.servers()).allMatch(NatsServerProcess::isAlive);
      assertThat(ids(cluster)).isEqualTo(ids);
    }
  }

  private static void gathersOverTheSystemAccount(NatsCluster cluster, String release)
      throws Exception {
    Gathered gathered = new Gathered();
    try (Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT)) {
      new SystemGatherer(system, GatherLimits.DEFAULT, Clock.systemUTC())
          .gather(
              Wanted.all(SnapshotPlan.everything()), gathered, Deadline.in(Duration.ofMinutes(1)));
    }
    assertComplete(gathered, EnumSet.allOf(Endpoint.class), !release.equals("2.9"));
    assertThat(gathered.accounts(Endpoint.ACCOUNT_INFO)).containsExactly("ACME", "IDLE", "SYS");
    assertThat(gathered.replies).allMatch(reply -> reply.enveloped());
  }

  private static void gathersOverHttp(NatsCluster cluster, String release) throws Exception {
    Gathered gathered = new Gathered();
    new HttpGatherer(
            cluster.monitors(), HttpClient.newHttpClient(), GatherLimits.DEFAULT, Clock.systemUTC())
        .gather(
            Wanted.all(SnapshotPlan.everything()), gathered, Deadline.in(Duration.ofMinutes(1)));
    assertComplete(
        gathered, EnumSet.complementOf(EnumSet.of(Endpoint.STATSZ)), !release.equals("2.9"));
    assertThat(gathered.accounts(Endpoint.ACCOUNT_INFO)).containsExactly("ACME", "IDLE", "SYS");
    assertThat(gathered.replies).noneMatch(reply -> reply.enveloped());
  }

  private static void assertComplete(Gathered gathered, Set<Endpoint> endpoints, boolean raft) {
    for (Endpoint endpoint : endpoints) {
      if (raft || endpoint != Endpoint.RAFTZ) {
        assertThat(gathered.servers(endpoint)).as(endpoint.name()).isEqualTo(ALL);
      }
    }
    if (raft) {
      assertThat(gathered.missing).isEmpty();
      assertThat(gathered.accounts(Endpoint.RAFTZ)).contains("ACME", "null");
    } else {
      assertThat(gathered.missing)
          .hasSize(3)
          .allMatch(each -> each.section() == Section.RAFTZ)
          .allMatch(each -> each.status() == Status.NOT_IN_RELEASE);
    }
    assertThat(gathered.unavailable).isEmpty();
    assertThat(gathered.silent).isEmpty();
    assertThat(gathered.accounts(Endpoint.JSZ_DETAIL)).containsExactly("ACME", "null");
    assertThat(gathered.bodies(Endpoint.JSZ_DETAIL))
        .anyMatch(body -> body.contains("ORDERS") && body.contains("\"worker\""));
  }

  private static void populate(JetStreamManagement management) throws Exception {
    management.addStream(
        StreamConfiguration.builder().name("ORDERS").subjects("orders.>").replicas(3).build());
    management.addOrUpdateConsumer(
        "ORDERS", ConsumerConfiguration.builder().durable("worker").build());
  }

  private static List<String> ids(NatsCluster cluster) throws Exception {
    List<String> ids = new java.util.ArrayList<>();
    for (NatsServerProcess server : cluster.servers()) {
      Matcher id = ID.matcher(server.get("/varz").body());
      assertThat(id.find()).isTrue();
      ids.add(id.group(1));
    }
    return ids;
  }
}
