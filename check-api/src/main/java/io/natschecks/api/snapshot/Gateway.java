// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A gateway connection between this server's cluster and another.
 *
 * @param remoteCluster name of the remote cluster
 * @param outbound true for the one connection by which this server sends, false for one on which it
 *     receives
 * @param configured whether the remote stands in the configuration
 * @param cid number of the connection on the reporting server
 * @param remoteId id of the remote server; null if not known
 * @param rtt round trip time; null before the first measurement
 * @param start when the connection was made; null if not reported
 * @param pendingBytes bytes that wait to be sent
 * @param accounts what is known of interest by account; empty unless asked for
 * @since 0.1
 */
public record Gateway(
    String remoteCluster,
    boolean outbound,
    boolean configured,
    long cid,
    @Nullable String remoteId,
    @Nullable Duration rtt,
    @Nullable Instant start,
    long pendingBytes,
    List<GatewayAccount> accounts) {

  public Gateway {
    Objects.requireNonNull(remoteCluster, "remoteCluster");
    accounts = List.copyOf(accounts);
  }

  /**
   * Starts a Gateway with its required parts; everything else is absent, zero or empty until set.
   *
   * @param remoteCluster name of the remote cluster
   * @param outbound true for the one connection by which this server sends, false for one on which
   *     it receives
   * @return a new builder
   */
  public static Builder builder(String remoteCluster, boolean outbound) {
    return new Builder(remoteCluster, outbound);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(remoteCluster, outbound);
    builder.configured = configured;
    builder.cid = cid;
    builder.remoteId = remoteId;
    builder.rtt = rtt;
    builder.start = start;
    builder.pendingBytes = pendingBytes;
    builder.accounts = accounts;
    return builder;
  }

  /**
   * Builds a Gateway. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String remoteCluster;
    private boolean outbound;
    private boolean configured;
    private long cid;
    private @Nullable String remoteId;
    private @Nullable Duration rtt;
    private @Nullable Instant start;
    private long pendingBytes;
    private List<GatewayAccount> accounts = List.of();

    private Builder(String remoteCluster, boolean outbound) {
      this.remoteCluster = remoteCluster;
      this.outbound = outbound;
    }

    /** Sets {@link Gateway#remoteCluster()}. */
    public Builder remoteCluster(String value) {
      this.remoteCluster = value;
      return this;
    }

    /** Sets {@link Gateway#outbound()}. */
    public Builder outbound(boolean value) {
      this.outbound = value;
      return this;
    }

    /** Sets {@link Gateway#configured()}. */
    public Builder configured(boolean value) {
      this.configured = value;
      return this;
    }

    /** Sets {@link Gateway#cid()}. */
    public Builder cid(long value) {
      this.cid = value;
      return this;
    }

    /** Sets {@link Gateway#remoteId()}. */
    public Builder remoteId(@Nullable String value) {
      this.remoteId = value;
      return this;
    }

    /** Sets {@link Gateway#rtt()}. */
    public Builder rtt(@Nullable Duration value) {
      this.rtt = value;
      return this;
    }

    /** Sets {@link Gateway#start()}. */
    public Builder start(@Nullable Instant value) {
      this.start = value;
      return this;
    }

    /** Sets {@link Gateway#pendingBytes()}. */
    public Builder pendingBytes(long value) {
      this.pendingBytes = value;
      return this;
    }

    /** Sets {@link Gateway#accounts()}. */
    public Builder accounts(List<GatewayAccount> value) {
      this.accounts = value;
      return this;
    }

    /** Builds the immutable record. */
    public Gateway build() {
      return new Gateway(
          remoteCluster, outbound, configured, cid, remoteId, rtt, start, pendingBytes, accounts);
    }
  }
}
