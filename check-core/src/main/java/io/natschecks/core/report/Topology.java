// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Entity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The servers that answered, by cluster, and the links between clusters. Silent servers are {@link
 * AuditReport#silentServers()}.
 *
 * @param clusters the clusters with a server that answered, sorted by name
 * @param gateways gateway links, one for each pair of clusters and direction, sorted
 * @param leafNodes leaf node links, one for each pair of clusters, sorted
 * @since 0.1
 */
public record Topology(
    List<Cluster> clusters, List<GatewayLink> gateways, List<LeafLink> leafNodes) {

  /** No server. */
  public static final Topology NONE = new Topology(List.of(), List.of(), List.of());

  public Topology {
    clusters = List.copyOf(clusters);
    gateways = List.copyOf(gateways);
    leafNodes = List.copyOf(leafNodes);
  }

  /**
   * The servers of a cluster.
   *
   * @param name its name, trimmed; empty for the servers without a cluster
   * @param servers those that answered, sorted by name
   * @since 0.1
   */
  public record Cluster(String name, List<Node> servers) {

    public Cluster {
      Objects.requireNonNull(name, "name");
      servers = List.copyOf(servers);
    }
  }

  /**
   * A server that answered.
   *
   * @param server names it
   * @param version its release
   * @param jetStream whether JetStream is configured
   * @param metaLeader whether it leads its meta group
   * @since 0.1
   */
  public record Node(Entity.Server server, String version, boolean jetStream, boolean metaLeader) {

    public Node {
      Objects.requireNonNull(server, "server");
      Objects.requireNonNull(version, "version");
    }
  }

  /**
   * The gateway connections by which the servers of one cluster send to another.
   *
   * @param from the cluster that sends
   * @param to the remote cluster, which may have no server that answered
   * @param connected servers with an outbound connection
   * @param servers servers that said what their gateways are
   * @since 0.1
   */
  public record GatewayLink(String from, String to, int connected, int servers) {

    public GatewayLink {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }

    /**
     * Says whether a connection is missing.
     *
     * @return true if a server has none
     */
    public boolean isPartial() {
      return connected < servers;
    }
  }

  /**
   * The leaf node connections between the servers of two clusters, or of one cluster and servers
   * that did not answer. Where both ends answered, the greater of their figures counts.
   *
   * @param hub the cluster that was connected to; null if no server of it answered
   * @param spoke the cluster that connected; null if no server of it answered
   * @param links connections
   * @param unseen names of servers at the other end that did not answer, sorted; at most {@value
   *     #MOST_NAMES}
   * @since 0.1
   */
  public record LeafLink(
      @Nullable String hub, @Nullable String spoke, int links, List<String> unseen) {

    /** Most names that a link lists. */
    public static final int MOST_NAMES = 12;

    public LeafLink {
      unseen = List.copyOf(unseen);
    }
  }
}
