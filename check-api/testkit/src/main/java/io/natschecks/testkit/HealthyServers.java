// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.GatewayAccount;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.KindCounts;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.MetaSnapshot;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerConfig;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.SubscriptionStatistics;
import io.natschecks.api.snapshot.TlsCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of the healthy deployment. */
final class HealthyServers {

  static final ServerVersion VERSION = ServerVersion.parse("2.12.1");
  private static final long GIB = 1L << 30;
  private static final String META_LEADER = "a1";

  private final HealthyClock clock;

  HealthyServers(HealthyClock clock) {
    this.clock = clock;
  }

  List<Server> all() {
    List<Server> servers = new ArrayList<>();
    Deployments.SERVERS_OF_A.forEach(name -> servers.add(member("A", name, true)));
    Deployments.SERVERS_OF_B.forEach(name -> servers.add(member("B", name, false)));
    servers.add(edge());
    return servers;
  }

  private Server member(String cluster, String name, boolean jetStream) {
    return server(name, jetStream)
        .cluster(cluster)
        .domain(jetStream ? Deployments.HUB : null)
        .config(config().gatewayName(cluster).configuredGateways(List.of("A", "B")).build())
        .jetStreamServer(
            jetStream
                ? jetStream(Deployments.HUB, metaView(name))
                : JetStreamServer.builder(false).build())
        .routes(routes(cluster, name))
        .gateways(gateways(cluster))
        .leafNodes(
            name.equals("a1")
                ? List.of(
                    leaf(Deployments.EDGE, Deployments.ACME, false),
                    leaf(Deployments.EDGE, Deployments.SYS, false))
                : List.of())
        .build();
  }

  /** A server of its own, as healthy as the others, which the deployment does not have. */
  Server oneMore() {
    return oneMore("solo");
  }

  Server oneMore(String name) {
    return server(name, false)
        .cluster(name)
        .config(config().build())
        .jetStreamServer(JetStreamServer.builder(false).build())
        .routes(List.of())
        .gateways(List.of())
        .leafNodes(List.of())
        .build();
  }

  private Server edge() {
    return server(Deployments.EDGE, true)
        .cluster(Deployments.EDGE)
        .domain(Deployments.EDGE)
        .config(config().build())
        .jetStreamServer(jetStream(Deployments.EDGE, null))
        .routes(List.of())
        .gateways(List.of())
        .leafNodes(List.of(leaf("a1", Deployments.ACME, true), leaf("a1", Deployments.SYS, true)))
        .build();
  }

  private Server.Builder server(String name, boolean jetStream) {
    return Server.builder(Deployments.idOf(name), name)
        .version(VERSION)
        .jetStream(jetStream)
        .tags(List.of("region:x"))
        .metadata(Map.of("team", "platform"))
        .statistics(statistics(name))
        .health(new Health("ok", 200, null, List.of(), true))
        .subscriptionStatistics(
            new SubscriptionStatistics(
                120, 80, clock.count(0.01), clock.count(0.01) - 120, clock.count(50), 0.95, 5, 3));
  }

  private ServerStatistics statistics(String name) {
    boolean edge = name.equals(Deployments.EDGE);
    boolean clustered =
        Deployments.SERVERS_OF_A.contains(name) || Deployments.SERVERS_OF_B.contains(name);
    return ServerStatistics.builder(HealthyClock.START, clock.now())
        .cpu(48)
        .cores(4)
        .gomaxprocs(4)
        .memory(512L << 20)
        .memoryLimit(Limit.of(4 * GIB))
        .connections(12)
        .totalConnections(clock.count(0.01))
        .routes(clustered ? 2 : 0)
        .remotes(clustered ? 2 : 0)
        .leafNodes(edge || name.equals("a1") ? 2 : 0)
        .subscriptions(120)
        .inMessages(clock.count(100))
        .outMessages(clock.count(150))
        .inBytes(clock.count(20_000))
        .outBytes(clock.count(30_000))
        .slowConsumers(0)
        .slowConsumersByKind(new KindCounts(0, 0, 0, 0))
        .staleConnections(0L)
        .staleConnectionsByKind(new KindCounts(0, 0, 0, 0))
        .stalledClients(0L)
        .build();
  }

  private static ServerConfig.Builder config() {
    return ServerConfig.builder()
        .authRequired(true)
        .tlsRequired(true)
        .maxConnections(Limit.of(65_536))
        .maxPayload(1 << 20)
        .maxPending(64 << 20)
        .writeDeadline(Duration.ofSeconds(10))
        .pingInterval(Duration.ofMinutes(2))
        .pingMax(2)
        .configLoadTime(HealthyClock.START)
        .configDigest("sha256:0123456789abcdef")
        .systemAccount(Deployments.SYS)
        .operatorMode(true)
        .clusterPoolSize(3)
        .certificates(
            List.of(new TlsCertificate("client", Deployments.NOW.plus(Duration.ofDays(365)))));
  }

  private JetStreamServer jetStream(String domain, @Nullable MetaGroupView metaGroup) {
    return JetStreamServer.builder(true)
        .domain(domain)
        .maxMemory(Limit.of(GIB))
        .maxStorage(Limit.of(20 * GIB))
        .memory(0)
        .storage(2 * GIB)
        .reservedMemory(0L)
        .reservedStorage(4 * GIB)
        .accounts(1)
        .haAssets(8)
        .api(new ApiStatistics(clock.count(0.5), 0, 0))
        .streams(4)
        .consumers(5)
        .streamsLed(1)
        .consumersLed(2)
        .metaGroup(metaGroup)
        .build();
  }

  private MetaGroupView metaView(String name) {
    boolean leads = name.equals(META_LEADER);
    return MetaGroupView.builder(Deployments.idOf(name), name)
        .name("A")
        .leader(META_LEADER)
        .clusterSize(Deployments.SERVERS_OF_A.size())
        .replicas(leads ? replicas(META_LEADER) : List.of())
        .pending(0L)
        .pendingRequests(0L)
        .pendingInfos(0L)
        .snapshot(
            new MetaSnapshot(
                clock.now().minus(Duration.ofMinutes(1)), Duration.ofMillis(5), 10, 4096))
        .build();
  }

  /** The peers of a group of three, as its leader lists them. */
  static List<Replica> replicas(String leader) {
    return Deployments.SERVERS_OF_A.stream()
        .filter(name -> !name.equals(leader))
        .map(
            name ->
                new Replica(name, Deployments.peerOf(name), true, false, Duration.ofMillis(200), 0))
        .toList();
  }

  private static List<Route> routes(String cluster, String name) {
    List<Route> routes = new ArrayList<>();
    for (String remote :
        cluster.equals("A") ? Deployments.SERVERS_OF_A : Deployments.SERVERS_OF_B) {
      if (!remote.equals(name)) {
        routes.add(
            Route.builder(routes.size() + 1)
                .remoteId(Deployments.idOf(remote))
                .remoteName(remote)
                .rtt(Duration.ofMillis(1))
                .solicited(true)
                .configured(true)
                .subscriptions(40)
                .compression("s2_fast")
                .build());
      }
    }
    return routes;
  }

  private static List<Gateway> gateways(String cluster) {
    boolean a = cluster.equals("A");
    String remoteCluster = a ? "B" : "A";
    List<String> remotes = a ? Deployments.SERVERS_OF_B : Deployments.SERVERS_OF_A;
    List<Gateway> gateways = new ArrayList<>();
    gateways.add(gateway(remoteCluster, true, remotes.get(0), 100));
    for (int i = 0; i < remotes.size(); i++) {
      gateways.add(gateway(remoteCluster, false, remotes.get(i), 101 + i));
    }
    return gateways;
  }

  private static Gateway gateway(String cluster, boolean outbound, String remote, long cid) {
    return Gateway.builder(cluster, outbound)
        .configured(true)
        .cid(cid)
        .remoteId(Deployments.idOf(remote))
        .rtt(Duration.ofMillis(8))
        .accounts(List.of(new GatewayAccount(Deployments.ACME, "Interest-Only", 0, 1_000, 12, 1)))
        .build();
  }

  private static LeafNode leaf(String other, String account, boolean spoke) {
    return LeafNode.builder(other)
        .id(account.equals(Deployments.SYS) ? 201L : 200L)
        .account(account)
        .ip("10.0.0.9")
        .port(7422)
        .spoke(spoke)
        .rtt(Duration.ofMillis(4))
        .subscriptions(20)
        .compression("s2_better")
        .subjects(List.of("orders.>"))
        .build();
  }
}
