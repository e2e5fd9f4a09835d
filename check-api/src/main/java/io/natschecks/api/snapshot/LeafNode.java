// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A leaf node connection as one end sees it. Both ends list the link, each with the name of the
 * other.
 *
 * @param id number of the connection on the reporting server; null before 2.12
 * @param name name of the server at the other end, or its id if it has none; empty if not known
 * @param account account that the link serves; null for the global account
 * @param ip address of the other end
 * @param port port of the other end
 * @param spoke whether this end is the spoke, that is the one that connected
 * @param rtt round trip time; null before the first measurement
 * @param subscriptions subscriptions that the other end asked for
 * @param compression negotiated compression; null before 2.10
 * @param subjects these subscriptions; null unless asked for
 * @since 0.1
 */
public record LeafNode(
    @Nullable Long id,
    String name,
    @Nullable String account,
    @Nullable String ip,
    int port,
    boolean spoke,
    @Nullable Duration rtt,
    long subscriptions,
    @Nullable String compression,
    @Nullable List<String> subjects) {

  public LeafNode {
    Objects.requireNonNull(name, "name");
    subjects = subjects == null ? null : List.copyOf(subjects);
  }

  /**
   * Starts a LeafNode with its required parts; everything else is absent, zero or empty until set.
   *
   * @param name name of the server at the other end, or its id if it has none; empty if not known
   * @return a new builder
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.id = id;
    builder.account = account;
    builder.ip = ip;
    builder.port = port;
    builder.spoke = spoke;
    builder.rtt = rtt;
    builder.subscriptions = subscriptions;
    builder.compression = compression;
    builder.subjects = subjects;
    return builder;
  }

  /**
   * Builds a LeafNode. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private @Nullable Long id;
    private String name;
    private @Nullable String account;
    private @Nullable String ip;
    private int port;
    private boolean spoke;
    private @Nullable Duration rtt;
    private long subscriptions;
    private @Nullable String compression;
    private @Nullable List<String> subjects;

    private Builder(String name) {
      this.name = name;
    }

    /** Sets {@link LeafNode#id()}. */
    public Builder id(@Nullable Long value) {
      this.id = value;
      return this;
    }

    /** Sets {@link LeafNode#name()}. */
    public Builder name(String value) {
      this.name = value;
      return this;
    }

    /** Sets {@link LeafNode#account()}. */
    public Builder account(@Nullable String value) {
      this.account = value;
      return this;
    }

    /** Sets {@link LeafNode#ip()}. */
    public Builder ip(@Nullable String value) {
      this.ip = value;
      return this;
    }

    /** Sets {@link LeafNode#port()}. */
    public Builder port(int value) {
      this.port = value;
      return this;
    }

    /** Sets {@link LeafNode#spoke()}. */
    public Builder spoke(boolean value) {
      this.spoke = value;
      return this;
    }

    /** Sets {@link LeafNode#rtt()}. */
    public Builder rtt(@Nullable Duration value) {
      this.rtt = value;
      return this;
    }

    /** Sets {@link LeafNode#subscriptions()}. */
    public Builder subscriptions(long value) {
      this.subscriptions = value;
      return this;
    }

    /** Sets {@link LeafNode#compression()}. */
    public Builder compression(@Nullable String value) {
      this.compression = value;
      return this;
    }

    /** Sets {@link LeafNode#subjects()}. */
    public Builder subjects(@Nullable List<String> value) {
      this.subjects = value;
      return this;
    }

    /** Builds the immutable record. */
    public LeafNode build() {
      return new LeafNode(
          id, name, account, ip, port, spoke, rtt, subscriptions, compression, subjects);
    }
  }
}
