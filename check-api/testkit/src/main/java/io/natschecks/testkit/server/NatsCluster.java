// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Servers that form one cluster, with a system account {@value #SYSTEM_ACCOUNT}. Close it to end
 * them all.
 *
 * @since 0.1
 */
public final class NatsCluster implements AutoCloseable {

  /** Name of the system account. */
  public static final String SYSTEM_ACCOUNT = "SYS";

  private static final Duration FORMED = Duration.ofSeconds(90);
  private static final Pattern REMOTE_ID = Pattern.compile("\"remote_id\": *\"([^\"]+)\"");
  private static final Duration META_GROUP = Duration.ofSeconds(5);
  private static final Pattern CLUSTER_SIZE = Pattern.compile("\"cluster_size\": *(\\d+)");
  private static final Pattern LEADER = Pattern.compile("\"leader\": *\"[^\"]+\"");

  private final NatsClusterBuilder plan;
  private final ServerFolder folder;
  private final Map<String, NatsLogin> logins;
  private final List<NatsServerProcess> servers = new ArrayList<>();

  private NatsCluster(NatsClusterBuilder plan) {
    this.plan = plan;
    this.folder = ServerFolder.create(plan.name());
    this.logins = plan.accounts().logins(folder.path());
  }

  /**
   * Plans a cluster.
   *
   * @param name name of the cluster
   * @return a builder
   */
  public static NatsClusterBuilder named(String name) {
    return new NatsClusterBuilder(name);
  }

  static NatsCluster start(NatsClusterBuilder plan) {
    return NatsServerProcess.retrying(
        () -> {
          NatsCluster cluster = new NatsCluster(plan);
          try {
            cluster.launch();
            cluster.awaitFormed();
            cluster.requireWholeMetaGroup();
            return cluster;
          } catch (RuntimeException | AssertionError e) {
            cluster.close();
            throw e;
          }
        });
  }

  private void launch() {
    List<NatsClusterBuilder.Member> members = plan.members();
    List<ServerPorts> ports = ServerPorts.free(members.size());
    for (int i = 0; i < members.size(); i++) {
      NatsClusterBuilder.Member member = members.get(i);
      servers.add(
          NatsServerProcess.launch(
              member.binary(),
              member.name(),
              ports.get(i),
              (own, home) -> plan.configuration(own, ports, home)));
    }
  }

  /**
   * Waits until the cluster is whole: all servers answer, know each other, and have a JetStream
   * meta leader; gateways and leaf nodes are connected. It is so after the start; call it again
   * after servers were restarted. For a moment after it the meta leader can still turn a replicated
   * stream down with "no suitable peers", which no monitoring endpoint foretells: try again then.
   *
   * @throws AssertionError if that takes too long
   */
  public void awaitFormed() {
    servers.forEach(NatsServerProcess::awaitReady);
    for (NatsServerProcess server : servers) {
      until(server, "is healthy", () -> server.get("/healthz").statusCode() == 200);
      until(
          server,
          "has routes to all others",
          () -> matches(REMOTE_ID, server, "/routez") == servers.size() - 1);
      if (plan.hasMetaGroup()) {
        until(server, "has a meta leader", () -> matches(LEADER, server, "/jsz") > 0);
      }
    }
    plan.gateways().forEach(this::awaitGateways);
    plan.hub().ifPresent(hub -> awaitLeafNodes(hub));
  }

  /**
   * Servers up to 2.10 can choose a leader before all of them have met, in a group that is too
   * small and stays so: it takes no stream with as many replicas as there are servers.
   */
  private void requireWholeMetaGroup() {
    if (!plan.hasMetaGroup()) {
      return;
    }
    try {
      for (NatsServerProcess server : servers) {
        Eventually.until(
            server.name() + " knows the whole meta group",
            META_GROUP,
            () -> metaGroupSize(server) >= servers.size());
      }
    } catch (AssertionError e) {
      throw new FalseStart(plan.name() + " started without some of its members: " + e.getMessage());
    }
  }

  private static int metaGroupSize(NatsServerProcess server)
      throws IOException, InterruptedException {
    Matcher size = CLUSTER_SIZE.matcher(server.get("/jsz").body());
    return size.find() ? Integer.parseInt(size.group(1)) : 0;
  }

  private void awaitGateways(NatsCluster other) {
    awaitGatewayTo(other);
    other.awaitGatewayTo(this);
  }

  private void awaitGatewayTo(NatsCluster other) {
    String connected = "\"" + other.name() + "\"";
    for (NatsServerProcess server : servers) {
      until(
          server, "has a gateway to " + other.name(), () -> outboundOf(server).contains(connected));
    }
  }

  /** The text between the names of the two parts; inbound ones prove nothing. */
  private static String outboundOf(NatsServerProcess server)
      throws IOException, InterruptedException {
    String body = server.get("/gatewayz").body();
    int start = body.indexOf("\"outbound_gateways\"");
    int end = body.indexOf("\"inbound_gateways\"");
    return body.substring(Math.max(0, start), end < start ? body.length() : end);
  }

  private void awaitLeafNodes(NatsCluster hub) {
    for (NatsServerProcess server : servers) {
      Pattern leafs = Pattern.compile("\"leafnodes\": *" + plan.leafAccounts().size() + "\\b");
      until(
          server,
          "is connected to " + hub.name(),
          () -> leafs.matcher(server.get("/leafz").body()).find());
    }
  }

  private static void until(NatsServerProcess server, String what, Eventually.Condition condition) {
    Eventually.until(
        server.name() + " " + what,
        FORMED,
        () -> {
          server.failIfEnded();
          return condition.holds();
        });
  }

  private static long matches(Pattern pattern, NatsServerProcess server, String endpoint)
      throws Exception {
    Matcher matcher = pattern.matcher(server.get(endpoint).body());
    return matcher.results().map(match -> match.group()).distinct().count();
  }

  /**
   * The name of the cluster.
   *
   * @return its name
   */
  public String name() {
    return plan.name();
  }

  /**
   * The servers.
   *
   * @return all servers in the order of the plan, those that were stopped too
   */
  public List<NatsServerProcess> servers() {
    return List.copyOf(servers);
  }

  /**
   * Finds a server.
   *
   * @param server its name
   * @return the server
   * @throws IllegalArgumentException if there is none of that name
   */
  public NatsServerProcess server(String server) {
    return servers.stream()
        .filter(each -> each.name().equals(server))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no server " + server));
  }

  /**
   * Where clients connect to.
   *
   * @return a URL for each server
   */
  public List<String> urls() {
    return servers.stream().map(NatsServerProcess::url).toList();
  }

  /**
   * Where monitoring answers.
   *
   * @return an address for each server
   */
  public List<URI> monitors() {
    return servers.stream().map(NatsServerProcess::monitor).toList();
  }

  /**
   * A way into an account.
   *
   * @param account name of the account
   * @return user and password, or a credentials file
   * @throws IllegalArgumentException if there is none of that name
   */
  public NatsLogin login(String account) {
    NatsLogin login = logins.get(account);
    if (login == null) {
      throw new IllegalArgumentException("no account " + account + " among " + logins.keySet());
    }
    return login;
  }

  /**
   * A way into the system account.
   *
   * @return user and password, or a credentials file
   */
  public NatsLogin systemLogin() {
    return login(SYSTEM_ACCOUNT);
  }

  /**
   * The id of an account, by which monitoring names it.
   *
   * @param account name of the account
   * @return its name, or its public key with an operator
   */
  public String accountId(String account) {
    return plan.accounts().id(account);
  }

  /** Addresses for the gateways of other clusters. */
  List<String> gatewayUrls() {
    return servers.stream().map(each -> "nats://127.0.0.1:" + each.ports().gateway()).toList();
  }

  /** One server's address for leaf nodes. */
  String leafAddress(int index) {
    return "127.0.0.1:" + servers.get(index % servers.size()).ports().leaf();
  }

  /** Ends all servers and removes their folders. */
  @Override
  public void close() {
    servers.forEach(NatsServerProcess::close);
    folder.delete();
  }

  /** Names servers after their cluster: a1, a2, a3. */
  static List<String> serverNames(String cluster, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> cluster.toLowerCase(Locale.ROOT) + i)
        .toList();
  }
}
