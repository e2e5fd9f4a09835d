// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one server counts for an account (ACCSTATZ). Counters start at zero with the process.
 *
 * @param serverId id of the server
 * @param connections client connections on this server, leaf nodes and the system's own not counted
 * @param leafNodes leaf node connections on this server
 * @param totalConnections connections and leaf nodes on this server
 * @param subscriptions subscriptions on this server, interest learned from others included; null
 *     before 2.10, which does not report them
 * @param slowConsumers clients cut for being too slow since the start
 * @param sent sent to the account
 * @param received received from the account
 * @since 0.1
 */
public record AccountStatistics(
    String serverId,
    int connections,
    int leafNodes,
    int totalConnections,
    @Nullable Long subscriptions,
    long slowConsumers,
    Traffic sent,
    Traffic received) {

  public AccountStatistics {
    Objects.requireNonNull(serverId, "serverId");
    Objects.requireNonNull(sent, "sent");
    Objects.requireNonNull(received, "received");
  }

  /**
   * Starts a AccountStatistics with its required parts; everything else is absent, zero or empty
   * until set.
   *
   * @param serverId id of the server
   * @return a new builder
   */
  public static Builder builder(String serverId) {
    return new Builder(serverId);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(serverId);
    builder.connections = connections;
    builder.leafNodes = leafNodes;
    builder.totalConnections = totalConnections;
    builder.subscriptions = subscriptions;
    builder.slowConsumers = slowConsumers;
    builder.sent = sent;
    builder.received = received;
    return builder;
  }

  /**
   * Builds a AccountStatistics. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private String serverId;
    private int connections;
    private int leafNodes;
    private int totalConnections;
    private @Nullable Long subscriptions;
    private long slowConsumers;
    private Traffic sent = new Traffic(0, 0, null);
    private Traffic received = new Traffic(0, 0, null);

    private Builder(String serverId) {
      this.serverId = serverId;
    }

    /**
     * Sets {@link AccountStatistics#serverId()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder serverId(String value) {
      this.serverId = value;
      return this;
    }

    /**
     * Sets {@link AccountStatistics#connections()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder connections(int value) {
      this.connections = value;
      return this;
    }

    /**
     * Sets {@link AccountStatistics#leafNodes()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder leafNodes(int value) {
      this.leafNodes = value;
      return this;
    }

    /**
     * Sets {@link AccountStatistics#totalConnections()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder totalConnections(int value) {
      this.totalConnections = value;
      return this;
    }

    /**
     * Sets {@link AccountStatistics#subscriptions()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder subscriptions(@Nullable Long value) {
      this.subscriptions = value;
      return this;
    }

    /**
     * Sets {@link AccountStatistics#slowConsumers()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder slowConsumers(long value) {
      this.slowConsumers = value;
      return this;
    }

    /**
     * Sets {@link AccountStatistics#sent()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder sent(Traffic value) {
      this.sent = value;
      return this;
    }

    /**
     * Sets {@link AccountStatistics#received()}.
     *
     * @param value the new value
     * @return this builder
     */
    public Builder received(Traffic value) {
      this.received = value;
      return this;
    }

    /**
     * Builds the record.
     *
     * @return the immutable record
     */
    public AccountStatistics build() {
      return new AccountStatistics(
          serverId,
          connections,
          leafNodes,
          totalConnections,
          subscriptions,
          slowConsumers,
          sent,
          received);
    }
  }
}
