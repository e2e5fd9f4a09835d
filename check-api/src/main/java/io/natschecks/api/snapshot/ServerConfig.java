// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a server's configuration that it shows (VARZ).
 *
 * @param authRequired whether a client must authenticate; also true where no_auth_user lets it in
 *     without
 * @param tlsRequired whether clients must use TLS
 * @param host address that the client port listens on; null if not reported
 * @param port client port; 0 if not reported
 * @param maxConnections most client connections
 * @param maxPayload largest message in bytes
 * @param maxPending bytes that may wait for a client before it is cut
 * @param writeDeadline time that a write to a client may take; null if not reported
 * @param pingInterval time between pings; null if not reported
 * @param pingMax unanswered pings before a connection is cut; 0 if not reported
 * @param configLoadTime when the configuration was last loaded; null if not reported
 * @param configDigest digest of the configuration file; null before 2.11
 * @param systemAccount id or name of the system account; null if not reported
 * @param operatorMode whether accounts come as JWTs of a trusted operator
 * @param clusterPoolSize route connections to each peer; 0 if not reported
 * @param gatewayName name of the gateway, that is of the own cluster; null without gateways
 * @param configuredGateways names of the configured gateways, the own one included, sorted
 * @param rejectUnknownGateways whether gateways that are not configured are turned away
 * @param certificates certificates of the listeners; empty where not reported (since 2.11.12)
 * @since 0.1
 */
public record ServerConfig(
    boolean authRequired,
    boolean tlsRequired,
    @Nullable String host,
    int port,
    Limit maxConnections,
    long maxPayload,
    long maxPending,
    @Nullable Duration writeDeadline,
    @Nullable Duration pingInterval,
    int pingMax,
    @Nullable Instant configLoadTime,
    @Nullable String configDigest,
    @Nullable String systemAccount,
    boolean operatorMode,
    int clusterPoolSize,
    @Nullable String gatewayName,
    List<String> configuredGateways,
    boolean rejectUnknownGateways,
    List<TlsCertificate> certificates) {

  public ServerConfig {
    Objects.requireNonNull(maxConnections, "maxConnections");
    configuredGateways = List.copyOf(configuredGateways);
    certificates = List.copyOf(certificates);
  }

  /**
   * Starts a ServerConfig with its required parts; everything else is absent, zero or empty until
   * set.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.authRequired = authRequired;
    builder.tlsRequired = tlsRequired;
    builder.host = host;
    builder.port = port;
    builder.maxConnections = maxConnections;
    builder.maxPayload = maxPayload;
    builder.maxPending = maxPending;
    builder.writeDeadline = writeDeadline;
    builder.pingInterval = pingInterval;
    builder.pingMax = pingMax;
    builder.configLoadTime = configLoadTime;
    builder.configDigest = configDigest;
    builder.systemAccount = systemAccount;
    builder.operatorMode = operatorMode;
    builder.clusterPoolSize = clusterPoolSize;
    builder.gatewayName = gatewayName;
    builder.configuredGateways = configuredGateways;
    builder.rejectUnknownGateways = rejectUnknownGateways;
    builder.certificates = certificates;
    return builder;
  }

  /**
   * Builds a ServerConfig. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private boolean authRequired;
    private boolean tlsRequired;
    private @Nullable String host;
    private int port;
    private Limit maxConnections = Limit.unlimited();
    private long maxPayload;
    private long maxPending;
    private @Nullable Duration writeDeadline;
    private @Nullable Duration pingInterval;
    private int pingMax;
    private @Nullable Instant configLoadTime;
    private @Nullable String configDigest;
    private @Nullable String systemAccount;
    private boolean operatorMode;
    private int clusterPoolSize;
    private @Nullable String gatewayName;
    private List<String> configuredGateways = List.of();
    private boolean rejectUnknownGateways;
    private List<TlsCertificate> certificates = List.of();

    private Builder() {}

    /** Sets {@link ServerConfig#authRequired()}. */
    public Builder authRequired(boolean value) {
      this.authRequired = value;
      return this;
    }

    /** Sets {@link ServerConfig#tlsRequired()}. */
    public Builder tlsRequired(boolean value) {
      this.tlsRequired = value;
      return this;
    }

    /** Sets {@link ServerConfig#host()}. */
    public Builder host(@Nullable String value) {
      this.host = value;
      return this;
    }

    /** Sets {@link ServerConfig#port()}. */
    public Builder port(int value) {
      this.port = value;
      return this;
    }

    /** Sets {@link ServerConfig#maxConnections()}. */
    public Builder maxConnections(Limit value) {
      this.maxConnections = value;
      return this;
    }

    /** Sets {@link ServerConfig#maxPayload()}. */
    public Builder maxPayload(long value) {
      this.maxPayload = value;
      return this;
    }

    /** Sets {@link ServerConfig#maxPending()}. */
    public Builder maxPending(long value) {
      this.maxPending = value;
      return this;
    }

    /** Sets {@link ServerConfig#writeDeadline()}. */
    public Builder writeDeadline(@Nullable Duration value) {
      this.writeDeadline = value;
      return this;
    }

    /** Sets {@link ServerConfig#pingInterval()}. */
    public Builder pingInterval(@Nullable Duration value) {
      this.pingInterval = value;
      return this;
    }

    /** Sets {@link ServerConfig#pingMax()}. */
    public Builder pingMax(int value) {
      this.pingMax = value;
      return this;
    }

    /** Sets {@link ServerConfig#configLoadTime()}. */
    public Builder configLoadTime(@Nullable Instant value) {
      this.configLoadTime = value;
      return this;
    }

    /** Sets {@link ServerConfig#configDigest()}. */
    public Builder configDigest(@Nullable String value) {
      this.configDigest = value;
      return this;
    }

    /** Sets {@link ServerConfig#systemAccount()}. */
    public Builder systemAccount(@Nullable String value) {
      this.systemAccount = value;
      return this;
    }

    /** Sets {@link ServerConfig#operatorMode()}. */
    public Builder operatorMode(boolean value) {
      this.operatorMode = value;
      return this;
    }

    /** Sets {@link ServerConfig#clusterPoolSize()}. */
    public Builder clusterPoolSize(int value) {
      this.clusterPoolSize = value;
      return this;
    }

    /** Sets {@link ServerConfig#gatewayName()}. */
    public Builder gatewayName(@Nullable String value) {
      this.gatewayName = value;
      return this;
    }

    /** Sets {@link ServerConfig#configuredGateways()}. */
    public Builder configuredGateways(List<String> value) {
      this.configuredGateways = value;
      return this;
    }

    /** Sets {@link ServerConfig#rejectUnknownGateways()}. */
    public Builder rejectUnknownGateways(boolean value) {
      this.rejectUnknownGateways = value;
      return this;
    }

    /** Sets {@link ServerConfig#certificates()}. */
    public Builder certificates(List<TlsCertificate> value) {
      this.certificates = value;
      return this;
    }

    /** Builds the immutable record. */
    public ServerConfig build() {
      return new ServerConfig(
          authRequired,
          tlsRequired,
          host,
          port,
          maxConnections,
          maxPayload,
          maxPending,
          writeDeadline,
          pingInterval,
          pingMax,
          configLoadTime,
          configDigest,
          systemAccount,
          operatorMode,
          clusterPoolSize,
          gatewayName,
          configuredGateways,
          rejectUnknownGateways,
          certificates);
    }
  }
}
