// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans a {@link NatsCluster}. Not safe for use by several threads.
 *
 * @since 0.1
 */
public final class NatsClusterBuilder {

  /** A server to be. */
  record Member(String name, NatsServerBinary binary) {}

  private final String name;
  private final List<Member> members = new ArrayList<>();
  private final List<ClusterAccounts.Configured.Account> accounts = new ArrayList<>();
  private final List<NatsCluster> gateways = new ArrayList<>();
  private final List<String> leafAccounts = new ArrayList<>();
  private final StringBuilder settings = new StringBuilder();
  private ClusterAccounts.@Nullable Trusted trusted;
  private @Nullable NatsCluster hub;
  private boolean gateway;
  private boolean leafNodes;
  private boolean jetStream;
  private String domain = "";

  NatsClusterBuilder(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * Adds a server.
   *
   * @param server name of the server
   * @param binary its program
   * @return this builder
   */
  public NatsClusterBuilder server(String server, NatsServerBinary binary) {
    members.add(new Member(server, binary));
    return this;
  }

  /**
   * Adds servers of one release. They are named after the cluster: a1, a2, a3 for cluster A.
   *
   * @param count how many
   * @param binary their program
   * @return this builder
   */
  public NatsClusterBuilder servers(int count, NatsServerBinary binary) {
    NatsCluster.serverNames(name, count).forEach(server -> server(server, binary));
    return this;
  }

  /**
   * Turns JetStream on in all servers.
   *
   * @return this builder
   */
  public NatsClusterBuilder jetStream() {
    this.jetStream = true;
    return this;
  }

  /**
   * Turns JetStream on in all servers, with a domain of their own.
   *
   * @param jetStreamDomain name of the domain
   * @return this builder
   */
  public NatsClusterBuilder jetStream(String jetStreamDomain) {
    this.domain = jetStreamDomain;
    return jetStream();
  }

  /**
   * Adds an account with one user.
   *
   * @param account name of the account
   * @param user name of the user
   * @param password password of the user
   * @param lines further lines in the configuration of the account, such as {@code jetstream:
   *     enabled}
   * @return this builder
   */
  public NatsClusterBuilder account(String account, String user, String password, String... lines) {
    accounts.add(
        new ClusterAccounts.Configured.Account(account, user, password, String.join("\n", lines)));
    return this;
  }

  /**
   * Lets the servers trust an operator; configured accounts are then left out.
   *
   * @param operator the operator with its accounts
   * @param resolver how servers know the accounts
   * @return this builder
   */
  public NatsClusterBuilder operator(JwtOperator operator, Resolver resolver) {
    this.trusted = new ClusterAccounts.Trusted(operator, resolver);
    return this;
  }

  /**
   * Lets other clusters connect to this one with {@link #gatewayTo}.
   *
   * @return this builder
   */
  public NatsClusterBuilder gateway() {
    this.gateway = true;
    return this;
  }

  /**
   * Connects the cluster to another one, which has the same accounts.
   *
   * @param other a running cluster with {@link #gateway()}
   * @return this builder
   */
  public NatsClusterBuilder gatewayTo(NatsCluster other) {
    gateways.add(other);
    return gateway();
  }

  /**
   * Lets leaf nodes connect to this cluster with {@link #leafOf}.
   *
   * @return this builder
   */
  public NatsClusterBuilder leafNodes() {
    this.leafNodes = true;
    return this;
  }

  /**
   * Makes each server a leaf node of another cluster, which has the same accounts.
   *
   * @param cluster a running cluster with {@link #leafNodes()}
   * @param linked the accounts that are linked; with SYS among them, the servers answer in the
   *     system account of that cluster
   * @return this builder
   */
  public NatsClusterBuilder leafOf(NatsCluster cluster, String... linked) {
    this.hub = cluster;
    leafAccounts.addAll(List.of(linked));
    return this;
  }

  /**
   * Adds lines to the configuration of every server.
   *
   * @param lines such as {@code lame_duck_duration: "30s"}
   * @return this builder
   */
  public NatsClusterBuilder settings(String lines) {
    settings.append(lines).append('\n');
    return this;
  }

  /**
   * Starts the cluster, and waits until it is {@linkplain NatsCluster#awaitFormed() whole}.
   *
   * @return the running cluster
   * @throws AssertionError if it does not come up
   */
  public NatsCluster start() {
    return NatsCluster.start(this);
  }

  String name() {
    return name;
  }

  List<Member> members() {
    return members;
  }

  ClusterAccounts accounts() {
    return trusted != null ? trusted : ClusterAccounts.Configured.of(accounts);
  }

  List<NatsCluster> gateways() {
    return gateways;
  }

  Optional<NatsCluster> hub() {
    return Optional.ofNullable(hub);
  }

  List<String> leafAccounts() {
    return leafAccounts;
  }

  boolean hasMetaGroup() {
    return jetStream && isClustered();
  }

  /** A single server without gateways stands alone, and so does its JetStream. */
  private boolean isClustered() {
    return members.size() > 1 || gateway;
  }

  String configuration(ServerPorts own, List<ServerPorts> all, Path serverFolder) {
    StringBuilder text = new StringBuilder(settings);
    if (isClustered()) {
      String routes =
          all.stream()
              .filter(ports -> !ports.equals(own))
              .map(ports -> "\"nats://127.0.0.1:" + ports.cluster() + "\"")
              .collect(Collectors.joining(", "));
      text.append(
          "cluster { name: \"%s\", listen: \"127.0.0.1:%d\", routes: [%s] }\n"
              .formatted(name, own.cluster(), routes));
    }
    if (jetStream) {
      text.append(
          "jetstream { store_dir: \"%s\", max_memory_store: 256MB, max_file_store: 1GB %s}\n"
              .formatted(
                  serverFolder.resolve("jetstream"),
                  domain.isEmpty() ? "" : ", domain: \"" + domain + "\" "));
    }
    if (gateway) {
      text.append(
          gateways.stream()
              .map(
                  other ->
                      "{name: \"%s\", urls: [\"%s\"]}"
                          .formatted(other.name(), String.join("\", \"", other.gatewayUrls())))
              .collect(
                  Collectors.joining(
                      ", ",
                      "gateway { name: \"%s\", listen: \"127.0.0.1:%d\", gateways: ["
                          .formatted(name, own.gateway()),
                      "] }\n")));
    }
    if (leafNodes) {
      text.append("leafnodes { listen: \"127.0.0.1:%d\" }\n".formatted(own.leaf()));
    }
    if (hub != null) {
      text.append(remotes(hub, all.indexOf(own)));
    }
    return text.append(accounts().configuration(serverFolder)).toString();
  }

  private String remotes(NatsCluster cluster, int index) {
    return leafAccounts.stream()
        .map(account -> remote(cluster, index, account))
        .collect(Collectors.joining(", ", "leafnodes { remotes: [", "] }\n"));
  }

  private String remote(NatsCluster cluster, int index, String account) {
    NatsLogin login = cluster.login(account);
    String address = cluster.leafAddress(index);
    String id = accounts().id(account);
    return login.credentials() == null
        ? "{ url: \"nats-leaf://%s:%s@%s\", account: \"%s\" }"
            .formatted(login.user(), login.password(), address, id)
        : "{ url: \"nats-leaf://%s\", credentials: \"%s\", account: \"%s\" }"
            .formatted(address, login.credentials(), id);
  }
}
