// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a consumer, without the parts that differ in every consumer: equal ones are
 * shared.
 *
 * @param ackPolicy what it expects of its clients
 * @param ackWait time that an acknowledgement may take; zero if none is expected
 * @param maxDeliver most deliveries of a message
 * @param maxAckPending most deliveries that wait for an acknowledgement
 * @param maxWaiting most pull requests that wait; 0 for push consumers
 * @param deliverSubject where a push consumer delivers; null for pull consumers
 * @param deliverGroup queue group of a push consumer; null if none
 * @param filterSubjects subjects that it selects; empty for all
 * @param replicas configured number of replicas; 0 for the rule of the stream
 * @param memoryStorage whether its state is kept in memory whatever the stream does
 * @param inactiveThreshold idle time after which it is removed; null if never
 * @param priorityPolicy priority policy such as pinned_client; null for none
 * @param priorityGroups groups that pull requests may name; empty for none
 * @param backoff waits between deliveries; empty if ack wait rules
 * @param metadata metadata; empty before 2.10
 * @since 0.1
 */
public record ConsumerConfig(
    AckPolicy ackPolicy,
    Duration ackWait,
    Limit maxDeliver,
    Limit maxAckPending,
    Limit maxWaiting,
    @Nullable String deliverSubject,
    @Nullable String deliverGroup,
    List<String> filterSubjects,
    int replicas,
    boolean memoryStorage,
    @Nullable Duration inactiveThreshold,
    @Nullable String priorityPolicy,
    List<String> priorityGroups,
    List<Duration> backoff,
    Map<String, String> metadata) {

  public ConsumerConfig {
    Objects.requireNonNull(ackPolicy, "ackPolicy");
    Objects.requireNonNull(ackWait, "ackWait");
    Objects.requireNonNull(maxDeliver, "maxDeliver");
    Objects.requireNonNull(maxAckPending, "maxAckPending");
    Objects.requireNonNull(maxWaiting, "maxWaiting");
    filterSubjects = List.copyOf(filterSubjects);
    priorityGroups = List.copyOf(priorityGroups);
    backoff = List.copyOf(backoff);
    metadata = Map.copyOf(metadata);
  }

  /**
   * Starts a ConsumerConfig with its required parts; everything else is absent, zero or empty until
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
    builder.ackPolicy = ackPolicy;
    builder.ackWait = ackWait;
    builder.maxDeliver = maxDeliver;
    builder.maxAckPending = maxAckPending;
    builder.maxWaiting = maxWaiting;
    builder.deliverSubject = deliverSubject;
    builder.deliverGroup = deliverGroup;
    builder.filterSubjects = filterSubjects;
    builder.replicas = replicas;
    builder.memoryStorage = memoryStorage;
    builder.inactiveThreshold = inactiveThreshold;
    builder.priorityPolicy = priorityPolicy;
    builder.priorityGroups = priorityGroups;
    builder.backoff = backoff;
    builder.metadata = metadata;
    return builder;
  }

  /**
   * Builds a ConsumerConfig. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private AckPolicy ackPolicy = AckPolicy.EXPLICIT;
    private Duration ackWait = Duration.ZERO;
    private Limit maxDeliver = Limit.unlimited();
    private Limit maxAckPending = Limit.unlimited();
    private Limit maxWaiting = Limit.unlimited();
    private @Nullable String deliverSubject;
    private @Nullable String deliverGroup;
    private List<String> filterSubjects = List.of();
    private int replicas;
    private boolean memoryStorage;
    private @Nullable Duration inactiveThreshold;
    private @Nullable String priorityPolicy;
    private List<String> priorityGroups = List.of();
    private List<Duration> backoff = List.of();
    private Map<String, String> metadata = Map.of();

    private Builder() {}

    /** Sets {@link ConsumerConfig#ackPolicy()}. */
    public Builder ackPolicy(AckPolicy value) {
      this.ackPolicy = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#ackWait()}. */
    public Builder ackWait(Duration value) {
      this.ackWait = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#maxDeliver()}. */
    public Builder maxDeliver(Limit value) {
      this.maxDeliver = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#maxAckPending()}. */
    public Builder maxAckPending(Limit value) {
      this.maxAckPending = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#maxWaiting()}. */
    public Builder maxWaiting(Limit value) {
      this.maxWaiting = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#deliverSubject()}. */
    public Builder deliverSubject(@Nullable String value) {
      this.deliverSubject = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#deliverGroup()}. */
    public Builder deliverGroup(@Nullable String value) {
      this.deliverGroup = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#filterSubjects()}. */
    public Builder filterSubjects(List<String> value) {
      this.filterSubjects = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#replicas()}. */
    public Builder replicas(int value) {
      this.replicas = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#memoryStorage()}. */
    public Builder memoryStorage(boolean value) {
      this.memoryStorage = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#inactiveThreshold()}. */
    public Builder inactiveThreshold(@Nullable Duration value) {
      this.inactiveThreshold = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#priorityPolicy()}. */
    public Builder priorityPolicy(@Nullable String value) {
      this.priorityPolicy = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#priorityGroups()}. */
    public Builder priorityGroups(List<String> value) {
      this.priorityGroups = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#backoff()}. */
    public Builder backoff(List<Duration> value) {
      this.backoff = value;
      return this;
    }

    /** Sets {@link ConsumerConfig#metadata()}. */
    public Builder metadata(Map<String, String> value) {
      this.metadata = value;
      return this;
    }

    /** Builds the immutable record. */
    public ConsumerConfig build() {
      return new ConsumerConfig(
          ackPolicy,
          ackWait,
          maxDeliver,
          maxAckPending,
          maxWaiting,
          deliverSubject,
          deliverGroup,
          filterSubjects,
          replicas,
          memoryStorage,
          inactiveThreshold,
          priorityPolicy,
          priorityGroups,
          backoff,
          metadata);
    }
  }
}
