// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server that answered at least one request. Each section is null where it was not gathered;
 * {@link Coverage} says why.
 *
 * @param id server id, new with every start
 * @param name server name, kept across restarts; the id if none is configured
 * @param cluster name of the cluster; null or blank without one
 * @param version release of the server
 * @param jetStream whether JetStream is configured
 * @param domain JetStream domain; null if none is set
 * @param tags tags of the configuration
 * @param metadata metadata of the configuration; empty before 2.12
 * @param statistics counters and gauges (VARZ)
 * @param config configuration (VARZ)
 * @param health health (HEALTHZ)
 * @param jetStreamServer JetStream of this server (JSZ)
 * @param routes route connections (ROUTEZ)
 * @param gateways gateway connections, outbound and inbound (GATEWAYZ)
 * @param leafNodes leaf node connections (LEAFZ)
 * @param subscriptionStatistics subscription statistics (SUBSZ)
 * @since 0.1
 */
public record Server(
    String id,
    String name,
    @Nullable String cluster,
    ServerVersion version,
    boolean jetStream,
    @Nullable String domain,
    List<String> tags,
    Map<String, String> metadata,
    @Nullable ServerStatistics statistics,
    @Nullable ServerConfig config,
    @Nullable Health health,
    @Nullable JetStreamServer jetStreamServer,
    @Nullable List<Route> routes,
    @Nullable List<Gateway> gateways,
    @Nullable List<LeafNode> leafNodes,
    @Nullable SubscriptionStatistics subscriptionStatistics) {

  public Server {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    tags = List.copyOf(tags);
    metadata = Map.copyOf(metadata);
    routes = routes == null ? null : List.copyOf(routes);
    gateways = gateways == null ? null : List.copyOf(gateways);
    leafNodes = leafNodes == null ? null : List.copyOf(leafNodes);
  }

  /**
   * Gives the name of the cluster without surrounding white space.
   *
   * @return the trimmed name, or an empty text for a server without a cluster
   */
  public String clusterName() {
    return cluster == null ? "" : cluster.strip();
  }

  /**
   * Starts a Server with its required parts; everything else is absent, zero or empty until set.
   *
   * @param id server id, new with every start
   * @param name server name, kept across restarts; the id if none is configured
   * @return a new builder
   */
  public static Builder builder(String id, String name) {
    return new Builder(id, name);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(id, name);
    builder.cluster = cluster;
    builder.version = version;
    builder.jetStream = jetStream;
    builder.domain = domain;
    builder.tags = tags;
    builder.metadata = metadata;
    builder.statistics = statistics;
    builder.config = config;
    builder.health = health;
    builder.jetStreamServer = jetStreamServer;
    builder.routes = routes;
    builder.gateways = gateways;
    builder.leafNodes = leafNodes;
    builder.subscriptionStatistics = subscriptionStatistics;
    return builder;
  }

  /**
   * Builds a Server. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String id;
    private String name;
    private @Nullable String cluster;
    private ServerVersion version = ServerVersion.UNKNOWN;
    private boolean jetStream;
    private @Nullable String domain;
    private List<String> tags = List.of();
    private Map<String, String> metadata = Map.of();
    private @Nullable ServerStatistics statistics;
    private @Nullable ServerConfig config;
    private @Nullable Health health;
    private @Nullable JetStreamServer jetStreamServer;
    private @Nullable List<Route> routes;
    private @Nullable List<Gateway> gateways;
    private @Nullable List<LeafNode> leafNodes;
    private @Nullable SubscriptionStatistics subscriptionStatistics;

    private Builder(String id, String name) {
      this.id = id;
      this.name = name;
    }

    /** Sets {@link Server#id()}. */
    public Builder id(String value) {
      this.id = value;
      return this;
    }

    /** Sets {@link Server#name()}. */
    public Builder name(String value) {
      this.name = value;
      return this;
    }

    /** Sets {@link Server#cluster()}. */
    public Builder cluster(@Nullable String value) {
      this.cluster = value;
      return this;
    }

    /** Sets {@link Server#version()}. */
    public Builder version(ServerVersion value) {
      this.version = value;
      return this;
    }

    /** Sets {@link Server#jetStream()}. */
    public Builder jetStream(boolean value) {
      this.jetStream = value;
      return this;
    }

    /** Sets {@link Server#domain()}. */
    public Builder domain(@Nullable String value) {
      this.domain = value;
      return this;
    }

    /** Sets {@link Server#tags()}. */
    public Builder tags(List<String> value) {
      this.tags = value;
      return this;
    }

    /** Sets {@link Server#metadata()}. */
    public Builder metadata(Map<String, String> value) {
      this.metadata = value;
      return this;
    }

    /** Sets {@link Server#statistics()}. */
    public Builder statistics(@Nullable ServerStatistics value) {
      this.statistics = value;
      return this;
    }

    /** Sets {@link Server#config()}. */
    public Builder config(@Nullable ServerConfig value) {
      this.config = value;
      return this;
    }

    /** Sets {@link Server#health()}. */
    public Builder health(@Nullable Health value) {
      this.health = value;
      return this;
    }

    /** Sets {@link Server#jetStreamServer()}. */
    public Builder jetStreamServer(@Nullable JetStreamServer value) {
      this.jetStreamServer = value;
      return this;
    }

    /** Sets {@link Server#routes()}. */
    public Builder routes(@Nullable List<Route> value) {
      this.routes = value;
      return this;
    }

    /** Sets {@link Server#gateways()}. */
    public Builder gateways(@Nullable List<Gateway> value) {
      this.gateways = value;
      return this;
    }

    /** Sets {@link Server#leafNodes()}. */
    public Builder leafNodes(@Nullable List<LeafNode> value) {
      this.leafNodes = value;
      return this;
    }

    /** Sets {@link Server#subscriptionStatistics()}. */
    public Builder subscriptionStatistics(@Nullable SubscriptionStatistics value) {
      this.subscriptionStatistics = value;
      return this;
    }

    /** Builds the immutable record. */
    public Server build() {
      return new Server(
          id,
          name,
          cluster,
          version,
          jetStream,
          domain,
          tags,
          metadata,
          statistics,
          config,
          health,
          jetStreamServer,
          routes,
          gateways,
          leafNodes,
          subscriptionStatistics);
    }
  }
}
