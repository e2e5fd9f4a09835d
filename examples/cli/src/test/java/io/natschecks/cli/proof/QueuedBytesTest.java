// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_SYS_005 and 014 on real servers: one of two peers stops reading while messages go to both.
 */
class QueuedBytesTest {

  private static final long MIB = 1024L * 1024;

  private static final AuditConfig PENDING =
      AuditConfig.builder().only("OPT_SYS_005", "OPT_SYS_014").build();

  /** Servers before 2.10.26 do not tell what waits on a route. */
  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsTheRouteToAServerThatDoesNotRead(String release) throws Exception {
    try (NatsCluster cluster = plan("P").servers(3, NatsServerBinary.release(release)).start()) {
      List<NatsServerProcess> servers = cluster.servers();
      findsTheLinkThatIsFull(
          cluster, servers.get(1), servers.get(2), "OPT_SYS_005 route/P/p1/p2 rid=");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsTheGatewayToAClusterThatDoesNotRead(String release) throws Exception {
    NatsServerBinary binary = NatsServerBinary.release(release);
    try (NatsCluster b = plan("B").servers(1, binary).gateway().start();
        NatsCluster c = plan("C").servers(1, binary).gateway().start();
        NatsCluster a = plan("A").servers(1, binary).gatewayTo(b).gatewayTo(c).start()) {
      findsTheLinkThatIsFull(a, b.server("b1"), c.server("c1"), "OPT_SYS_014 gateway/A/a1/B cid=");
    }
  }

  private static void findsTheLinkThatIsFull(
      NatsCluster cluster, NatsServerProcess stuck, NatsServerProcess healthy, String key)
      throws Exception {
    NatsServerProcess first = cluster.servers().get(0);
    // Who is stopped is not asked; its silence is no matter of these checks.
    List<URI> asked = List.of(first.monitor(), healthy.monitor());
    try (Watch watch = Watch.overHttp(asked, PENDING);
        Connection sender = Real.connect(cluster, "ACME");
        Connection stuckReader = Real.connect(stuck, cluster.login("ACME"));
        Connection healthyReader = Real.connect(healthy, cluster.login("ACME"))) {
      AtomicInteger read = reader(stuckReader);
      AtomicInteger readElsewhere = reader(healthyReader);
      Eventually.until(
          "messages reach both",
          Duration.ofSeconds(30),
          () -> {
            sender.publish("bulk", new byte[1]);
            return read.get() > 0 && readElsewhere.get() > 0;
          });
      assertThat(watch.found()).isEmpty();

      stuck.pause();
      Eventually.until(
          "two MiB wait for who does not read",
          Duration.ofSeconds(30),
          () -> {
            sender.publish("bulk", new byte[256 * 1024]);
            sender.flush(Duration.ofSeconds(5));
            return mostPending(first) > 2 * MIB;
          });
      assertThat(watch.found()).hasSize(1).allMatch(each -> each.startsWith(key));

      stuck.resume();
      watch.awaitFound("the queue is gone", Set.of());
    } finally {
      stuck.resume();
    }
  }

  private static AtomicInteger reader(Connection client) throws Exception {
    AtomicInteger count = new AtomicInteger();
    Dispatcher dispatcher = client.createDispatcher(message -> count.incrementAndGet());
    dispatcher.subscribe("bulk");
    client.flush(Duration.ofSeconds(5));
    return count;
  }

  private static long mostPending(NatsServerProcess server) throws Exception {
    Matcher pending =
        Pattern.compile("\"pending_(?:size|bytes)\": *(\\d+)")
            .matcher(server.get("/routez").body() + server.get("/gatewayz").body());
    return pending.results().mapToLong(each -> Long.parseLong(each.group(1))).max().orElse(0);
  }

  private static NatsClusterBuilder plan(String name) {
    return NatsCluster.named(name).account("ACME", "acme", "secret");
  }
}
