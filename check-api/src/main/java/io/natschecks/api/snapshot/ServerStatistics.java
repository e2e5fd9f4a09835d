// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server counts and measures about itself (VARZ). Counters start at zero with the process.
 *
 * @param start when the process started; with the server id it names the incarnation
 * @param now when the server took these values, by its own clock
 * @param cpu processor use in percent of one core, over all cores
 * @param cores processors of the machine; 0 if not known
 * @param gomaxprocs processors that the process may use; 0 if not reported
 * @param memory resident memory in bytes
 * @param memoryLimit soft memory limit of the Go runtime in bytes (GOMEMLIMIT); null where not
 *     reported
 * @param connections open client connections, leaf nodes not counted
 * @param totalConnections client connections accepted since the start
 * @param routes open route connections, pooled ones counted apart
 * @param remotes distinct servers with a route to this one
 * @param leafNodes open leaf node connections
 * @param subscriptions subscriptions of all accounts, interest learned from other servers included
 * @param inMessages messages received since the start
 * @param outMessages messages sent since the start
 * @param inBytes bytes received since the start
 * @param outBytes bytes sent since the start
 * @param slowConsumers connections cut for being too slow since the start
 * @param slowConsumersByKind the same by kind of connection; null before 2.10
 * @param staleConnections connections cut for missing pings since the start; null before 2.12
 * @param staleConnectionsByKind the same by kind of connection; null before 2.12
 * @param stalledClients times a producer was made to wait since the start; null before 2.12
 * @since 0.1
 */
public record ServerStatistics(
    Instant start,
    Instant now,
    double cpu,
    int cores,
    int gomaxprocs,
    long memory,
    @Nullable Limit memoryLimit,
    int connections,
    long totalConnections,
    int routes,
    int remotes,
    int leafNodes,
    long subscriptions,
    long inMessages,
    long outMessages,
    long inBytes,
    long outBytes,
    long slowConsumers,
    @Nullable KindCounts slowConsumersByKind,
    @Nullable Long staleConnections,
    @Nullable KindCounts staleConnectionsByKind,
    @Nullable Long stalledClients) {

  public ServerStatistics {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(now, "now");
  }

  /**
   * Starts a ServerStatistics with its required parts; everything else is absent, zero or empty
   * until set.
   *
   * @param start when the process started; with the server id it names the incarnation
   * @param now when the server took these values, by its own clock
   * @return a new builder
   */
  public static Builder builder(Instant start, Instant now) {
    return new Builder(start, now);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(start, now);
    builder.cpu = cpu;
    builder.cores = cores;
    builder.gomaxprocs = gomaxprocs;
    builder.memory = memory;
    builder.memoryLimit = memoryLimit;
    builder.connections = connections;
    builder.totalConnections = totalConnections;
    builder.routes = routes;
    builder.remotes = remotes;
    builder.leafNodes = leafNodes;
    builder.subscriptions = subscriptions;
    builder.inMessages = inMessages;
    builder.outMessages = outMessages;
    builder.inBytes = inBytes;
    builder.outBytes = outBytes;
    builder.slowConsumers = slowConsumers;
    builder.slowConsumersByKind = slowConsumersByKind;
    builder.staleConnections = staleConnections;
    builder.staleConnectionsByKind = staleConnectionsByKind;
    builder.stalledClients = stalledClients;
    return builder;
  }

  /**
   * Builds a ServerStatistics. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private Instant start;
    private Instant now;
    private double cpu;
    private int cores;
    private int gomaxprocs;
    private long memory;
    private @Nullable Limit memoryLimit;
    private int connections;
    private long totalConnections;
    private int routes;
    private int remotes;
    private int leafNodes;
    private long subscriptions;
    private long inMessages;
    private long outMessages;
    private long inBytes;
    private long outBytes;
    private long slowConsumers;
    private @Nullable KindCounts slowConsumersByKind;
    private @Nullable Long staleConnections;
    private @Nullable KindCounts staleConnectionsByKind;
    private @Nullable Long stalledClients;

    private Builder(Instant start, Instant now) {
      this.start = start;
      this.now = now;
    }

    /** Sets {@link ServerStatistics#start()}. */
    public Builder start(Instant value) {
      this.start = value;
      return this;
    }

    /** Sets {@link ServerStatistics#now()}. */
    public Builder now(Instant value) {
      this.now = value;
      return this;
    }

    /** Sets {@link ServerStatistics#cpu()}. */
    public Builder cpu(double value) {
      this.cpu = value;
      return this;
    }

    /** Sets {@link ServerStatistics#cores()}. */
    public Builder cores(int value) {
      this.cores = value;
      return this;
    }

    /** Sets {@link ServerStatistics#gomaxprocs()}. */
    public Builder gomaxprocs(int value) {
      this.gomaxprocs = value;
      return this;
    }

    /** Sets {@link ServerStatistics#memory()}. */
    public Builder memory(long value) {
      this.memory = value;
      return this;
    }

    /** Sets {@link ServerStatistics#memoryLimit()}. */
    public Builder memoryLimit(@Nullable Limit value) {
      this.memoryLimit = value;
      return this;
    }

    /** Sets {@link ServerStatistics#connections()}. */
    public Builder connections(int value) {
      this.connections = value;
      return this;
    }

    /** Sets {@link ServerStatistics#totalConnections()}. */
    public Builder totalConnections(long value) {
      this.totalConnections = value;
      return this;
    }

    /** Sets {@link ServerStatistics#routes()}. */
    public Builder routes(int value) {
      this.routes = value;
      return this;
    }

    /** Sets {@link ServerStatistics#remotes()}. */
    public Builder remotes(int value) {
      this.remotes = value;
      return this;
    }

    /** Sets {@link ServerStatistics#leafNodes()}. */
    public Builder leafNodes(int value) {
      this.leafNodes = value;
      return this;
    }

    /** Sets {@link ServerStatistics#subscriptions()}. */
    public Builder subscriptions(long value) {
      this.subscriptions = value;
      return this;
    }

    /** Sets {@link ServerStatistics#inMessages()}. */
    public Builder inMessages(long value) {
      this.inMessages = value;
      return this;
    }

    /** Sets {@link ServerStatistics#outMessages()}. */
    public Builder outMessages(long value) {
      this.outMessages = value;
      return this;
    }

    /** Sets {@link ServerStatistics#inBytes()}. */
    public Builder inBytes(long value) {
      this.inBytes = value;
      return this;
    }

    /** Sets {@link ServerStatistics#outBytes()}. */
    public Builder outBytes(long value) {
      this.outBytes = value;
      return this;
    }

    /** Sets {@link ServerStatistics#slowConsumers()}. */
    public Builder slowConsumers(long value) {
      this.slowConsumers = value;
      return this;
    }

    /** Sets {@link ServerStatistics#slowConsumersByKind()}. */
    public Builder slowConsumersByKind(@Nullable KindCounts value) {
      this.slowConsumersByKind = value;
      return this;
    }

    /** Sets {@link ServerStatistics#staleConnections()}. */
    public Builder staleConnections(@Nullable Long value) {
      this.staleConnections = value;
      return this;
    }

    /** Sets {@link ServerStatistics#staleConnectionsByKind()}. */
    public Builder staleConnectionsByKind(@Nullable KindCounts value) {
      this.staleConnectionsByKind = value;
      return this;
    }

    /** Sets {@link ServerStatistics#stalledClients()}. */
    public Builder stalledClients(@Nullable Long value) {
      this.stalledClients = value;
      return this;
    }

    /** Builds the immutable record. */
    public ServerStatistics build() {
      return new ServerStatistics(
          start,
          now,
          cpu,
          cores,
          gomaxprocs,
          memory,
          memoryLimit,
          connections,
          totalConnections,
          routes,
          remotes,
          leafNodes,
          subscriptions,
          inMessages,
          outMessages,
          inBytes,
          outBytes,
          slowConsumers,
          slowConsumersByKind,
          staleConnections,
          staleConnectionsByKind,
          stalledClients);
    }
  }
}
