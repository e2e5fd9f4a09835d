// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A route connection to another server of the cluster. Peers keep a pool of them, and some accounts
 * have one of their own.
 *
 * @param rid number of the connection on the reporting server
 * @param remoteId id of the remote server; null if not known yet
 * @param remoteName name of the remote server; null if not known yet
 * @param account account that the route is pinned to; null for pooled ones
 * @param rtt round trip time; null before the first measurement
 * @param pendingBytes bytes that wait to be sent
 * @param solicited whether this side opened it
 * @param configured whether it stands in the configuration
 * @param subscriptions subscriptions that the remote asked for
 * @param compression negotiated compression; null before 2.10
 * @since 0.1
 */
public record Route(
    long rid,
    @Nullable String remoteId,
    @Nullable String remoteName,
    @Nullable String account,
    @Nullable Duration rtt,
    long pendingBytes,
    boolean solicited,
    boolean configured,
    int subscriptions,
    @Nullable String compression) {

  /**
   * Starts a Route with its required parts; everything else is absent, zero or empty until set.
   *
   * @param rid number of the connection on the reporting server
   * @return a new builder
   */
  public static Builder builder(long rid) {
    return new Builder(rid);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(rid);
    builder.remoteId = remoteId;
    builder.remoteName = remoteName;
    builder.account = account;
    builder.rtt = rtt;
    builder.pendingBytes = pendingBytes;
    builder.solicited = solicited;
    builder.configured = configured;
    builder.subscriptions = subscriptions;
    builder.compression = compression;
    return builder;
  }

  /**
   * Builds a Route. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private long rid;
    private @Nullable String remoteId;
    private @Nullable String remoteName;
    private @Nullable String account;
    private @Nullable Duration rtt;
    private long pendingBytes;
    private boolean solicited;
    private boolean configured;
    private int subscriptions;
    private @Nullable String compression;

    private Builder(long rid) {
      this.rid = rid;
    }

    /** Sets {@link Route#rid()}. */
    public Builder rid(long value) {
      this.rid = value;
      return this;
    }

    /** Sets {@link Route#remoteId()}. */
    public Builder remoteId(@Nullable String value) {
      this.remoteId = value;
      return this;
    }

    /** Sets {@link Route#remoteName()}. */
    public Builder remoteName(@Nullable String value) {
      this.remoteName = value;
      return this;
    }

    /** Sets {@link Route#account()}. */
    public Builder account(@Nullable String value) {
      this.account = value;
      return this;
    }

    /** Sets {@link Route#rtt()}. */
    public Builder rtt(@Nullable Duration value) {
      this.rtt = value;
      return this;
    }

    /** Sets {@link Route#pendingBytes()}. */
    public Builder pendingBytes(long value) {
      this.pendingBytes = value;
      return this;
    }

    /** Sets {@link Route#solicited()}. */
    public Builder solicited(boolean value) {
      this.solicited = value;
      return this;
    }

    /** Sets {@link Route#configured()}. */
    public Builder configured(boolean value) {
      this.configured = value;
      return this;
    }

    /** Sets {@link Route#subscriptions()}. */
    public Builder subscriptions(int value) {
      this.subscriptions = value;
      return this;
    }

    /** Sets {@link Route#compression()}. */
    public Builder compression(@Nullable String value) {
      this.compression = value;
      return this;
    }

    /** Builds the immutable record. */
    public Route build() {
      return new Route(
          rid,
          remoteId,
          remoteName,
          account,
          rtt,
          pendingBytes,
          solicited,
          configured,
          subscriptions,
          compression);
    }
  }
}
