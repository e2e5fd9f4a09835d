// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A consumer, as its leader sees it; where no leader answered, as one of its members does.
 *
 * @param stream the stream it reads
 * @param name consumer name
 * @param serverId id of the server whose view this is
 * @param serverName name of the server whose view this is
 * @param durable whether it has a durable name
 * @param created when it was created
 * @param observedAt when the server took these values, by its own clock
 * @param config configuration; null if not gathered
 * @param cluster its Raft group; null on a server that is not clustered
 * @param deliveredConsumerSequence deliveries so far
 * @param deliveredStreamSequence highest stream sequence delivered
 * @param lastDelivered when it last delivered; null if not since its leader started
 * @param ackFloorConsumerSequence ack floor as a delivery number
 * @param ackFloorStreamSequence ack floor as a stream sequence
 * @param lastAcknowledged when its ack floor last moved; null if not since its leader started
 * @param ackPending deliveries that wait for an acknowledgement
 * @param redelivered stored messages that are marked as redelivered now
 * @param waiting pull requests that wait
 * @param pending messages still to be delivered
 * @param pushBound whether somebody listens on the deliver subject
 * @param paused whether it is paused
 * @param survivors without a leader: the views of the members that answered, this one included;
 *     otherwise empty
 * @since 0.1
 */
public record Consumer(
    StreamId stream,
    String name,
    String serverId,
    String serverName,
    boolean durable,
    Instant created,
    Instant observedAt,
    @Nullable ConsumerConfig config,
    @Nullable ClusterInfo cluster,
    long deliveredConsumerSequence,
    long deliveredStreamSequence,
    @Nullable Instant lastDelivered,
    long ackFloorConsumerSequence,
    long ackFloorStreamSequence,
    @Nullable Instant lastAcknowledged,
    long ackPending,
    long redelivered,
    int waiting,
    long pending,
    boolean pushBound,
    boolean paused,
    List<ClusterInfo> survivors) {

  public Consumer {
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(serverId, "serverId");
    Objects.requireNonNull(serverName, "serverName");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(observedAt, "observedAt");
    survivors = List.copyOf(survivors);
  }

  /**
   * Says whether the values come from the consumer's leader.
   *
   * @return true if the server leads the consumer, or there is no cluster
   */
  public boolean isLeaderView() {
    return cluster == null || serverName.equals(cluster.leader());
  }

  /**
   * The followers as the leader sees them. Believe them only in the leader's view.
   *
   * @return sorted by name; empty on a server that is not clustered
   */
  public List<Replica> followers() {
    return cluster == null ? List.of() : cluster.replicas();
  }

  /**
   * Starts a Consumer with its required parts; everything else is absent, zero or empty until set.
   *
   * @param stream the stream it reads
   * @param name consumer name
   * @param serverId id of the server whose view this is
   * @param serverName name of the server whose view this is
   * @return a new builder
   */
  public static Builder builder(StreamId stream, String name, String serverId, String serverName) {
    return new Builder(stream, name, serverId, serverName);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(stream, name, serverId, serverName);
    builder.durable = durable;
    builder.created = created;
    builder.observedAt = observedAt;
    builder.config = config;
    builder.cluster = cluster;
    builder.deliveredConsumerSequence = deliveredConsumerSequence;
    builder.deliveredStreamSequence = deliveredStreamSequence;
    builder.lastDelivered = lastDelivered;
    builder.ackFloorConsumerSequence = ackFloorConsumerSequence;
    builder.ackFloorStreamSequence = ackFloorStreamSequence;
    builder.lastAcknowledged = lastAcknowledged;
    builder.ackPending = ackPending;
    builder.redelivered = redelivered;
    builder.waiting = waiting;
    builder.pending = pending;
    builder.pushBound = pushBound;
    builder.paused = paused;
    builder.survivors = survivors;
    return builder;
  }

  /**
   * Builds a Consumer. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private StreamId stream;
    private String name;
    private String serverId;
    private String serverName;
    private boolean durable;
    private Instant created = Instant.EPOCH;
    private Instant observedAt = Instant.EPOCH;
    private @Nullable ConsumerConfig config;
    private @Nullable ClusterInfo cluster;
    private long deliveredConsumerSequence;
    private long deliveredStreamSequence;
    private @Nullable Instant lastDelivered;
    private long ackFloorConsumerSequence;
    private long ackFloorStreamSequence;
    private @Nullable Instant lastAcknowledged;
    private long ackPending;
    private long redelivered;
    private int waiting;
    private long pending;
    private boolean pushBound;
    private boolean paused;
    private List<ClusterInfo> survivors = List.of();

    private Builder(StreamId stream, String name, String serverId, String serverName) {
      this.stream = stream;
      this.name = name;
      this.serverId = serverId;
      this.serverName = serverName;
    }

    /** Sets {@link Consumer#stream()}. */
    public Builder stream(StreamId value) {
      this.stream = value;
      return this;
    }

    /** Sets {@link Consumer#name()}. */
    public Builder name(String value) {
      this.name = value;
      return this;
    }

    /** Sets {@link Consumer#serverId()}. */
    public Builder serverId(String value) {
      this.serverId = value;
      return this;
    }

    /** Sets {@link Consumer#serverName()}. */
    public Builder serverName(String value) {
      this.serverName = value;
      return this;
    }

    /** Sets {@link Consumer#durable()}. */
    public Builder durable(boolean value) {
      this.durable = value;
      return this;
    }

    /** Sets {@link Consumer#created()}. */
    public Builder created(Instant value) {
      this.created = value;
      return this;
    }

    /** Sets {@link Consumer#observedAt()}. */
    public Builder observedAt(Instant value) {
      this.observedAt = value;
      return this;
    }

    /** Sets {@link Consumer#config()}. */
    public Builder config(@Nullable ConsumerConfig value) {
      this.config = value;
      return this;
    }

    /** Sets {@link Consumer#cluster()}. */
    public Builder cluster(@Nullable ClusterInfo value) {
      this.cluster = value;
      return this;
    }

    /** Sets {@link Consumer#deliveredConsumerSequence()}. */
    public Builder deliveredConsumerSequence(long value) {
      this.deliveredConsumerSequence = value;
      return this;
    }

    /** Sets {@link Consumer#deliveredStreamSequence()}. */
    public Builder deliveredStreamSequence(long value) {
      this.deliveredStreamSequence = value;
      return this;
    }

    /** Sets {@link Consumer#lastDelivered()}. */
    public Builder lastDelivered(@Nullable Instant value) {
      this.lastDelivered = value;
      return this;
    }

    /** Sets {@link Consumer#ackFloorConsumerSequence()}. */
    public Builder ackFloorConsumerSequence(long value) {
      this.ackFloorConsumerSequence = value;
      return this;
    }

    /** Sets {@link Consumer#ackFloorStreamSequence()}. */
    public Builder ackFloorStreamSequence(long value) {
      this.ackFloorStreamSequence = value;
      return this;
    }

    /** Sets {@link Consumer#lastAcknowledged()}. */
    public Builder lastAcknowledged(@Nullable Instant value) {
      this.lastAcknowledged = value;
      return this;
    }

    /** Sets {@link Consumer#ackPending()}. */
    public Builder ackPending(long value) {
      this.ackPending = value;
      return this;
    }

    /** Sets {@link Consumer#redelivered()}. */
    public Builder redelivered(long value) {
      this.redelivered = value;
      return this;
    }

    /** Sets {@link Consumer#waiting()}. */
    public Builder waiting(int value) {
      this.waiting = value;
      return this;
    }

    /** Sets {@link Consumer#pending()}. */
    public Builder pending(long value) {
      this.pending = value;
      return this;
    }

    /** Sets {@link Consumer#pushBound()}. */
    public Builder pushBound(boolean value) {
      this.pushBound = value;
      return this;
    }

    /** Sets {@link Consumer#paused()}. */
    public Builder paused(boolean value) {
      this.paused = value;
      return this;
    }

    /** Sets {@link Consumer#survivors()}. */
    public Builder survivors(List<ClusterInfo> value) {
      this.survivors = value;
      return this;
    }

    /** Builds the immutable record. */
    public Consumer build() {
      return new Consumer(
          stream,
          name,
          serverId,
          serverName,
          durable,
          created,
          observedAt,
          config,
          cluster,
          deliveredConsumerSequence,
          deliveredStreamSequence,
          lastDelivered,
          ackFloorConsumerSequence,
          ackFloorStreamSequence,
          lastAcknowledged,
          ackPending,
          redelivered,
          waiting,
          pending,
          pushBound,
          paused,
          survivors);
    }
  }
}
