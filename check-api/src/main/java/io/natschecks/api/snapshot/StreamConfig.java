// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a stream.
 *
 * @param subjects subjects that it listens to
 * @param retention when messages go
 * @param storage where it keeps them
 * @param discard what it does when full
 * @param compression how it compresses; null on servers that cannot (before 2.10)
 * @param replicas configured number of replicas
 * @param maxMessages most messages
 * @param maxBytes most bytes
 * @param maxAge greatest age of a message; null for no limit
 * @param maxConsumers most consumers
 * @param maxMessagesPerSubject most messages of one subject
 * @param maxMessageSize largest message in bytes
 * @param duplicateWindow how long message ids are remembered; zero if they are not
 * @param sealed whether it is closed to any change
 * @param denyDelete whether messages cannot be deleted through the API
 * @param denyPurge whether it cannot be purged through the API
 * @param allowRollup whether a roll-up header may replace messages
 * @param allowDirect whether replicas answer direct gets
 * @param mirrorDirect whether a mirror answers direct gets for its origin
 * @param mirror what it mirrors; null if it is no mirror
 * @param sources what it sources
 * @param placementCluster cluster that it must lie in; null if free
 * @param placementTags server tags that it must lie on
 * @param metadata metadata; empty before 2.10
 * @since 0.1
 */
public record StreamConfig(
    List<String> subjects,
    Retention retention,
    StorageType storage,
    DiscardPolicy discard,
    @Nullable Compression compression,
    int replicas,
    Limit maxMessages,
    Limit maxBytes,
    @Nullable Duration maxAge,
    Limit maxConsumers,
    Limit maxMessagesPerSubject,
    Limit maxMessageSize,
    Duration duplicateWindow,
    boolean sealed,
    boolean denyDelete,
    boolean denyPurge,
    boolean allowRollup,
    boolean allowDirect,
    boolean mirrorDirect,
    @Nullable StreamOrigin mirror,
    List<StreamOrigin> sources,
    @Nullable String placementCluster,
    List<String> placementTags,
    Map<String, String> metadata) {

  public StreamConfig {
    subjects = List.copyOf(subjects);
    Objects.requireNonNull(retention, "retention");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(discard, "discard");
    Objects.requireNonNull(maxMessages, "maxMessages");
    Objects.requireNonNull(maxBytes, "maxBytes");
    Objects.requireNonNull(maxConsumers, "maxConsumers");
    Objects.requireNonNull(maxMessagesPerSubject, "maxMessagesPerSubject");
    Objects.requireNonNull(maxMessageSize, "maxMessageSize");
    Objects.requireNonNull(duplicateWindow, "duplicateWindow");
    sources = List.copyOf(sources);
    placementTags = List.copyOf(placementTags);
    metadata = Map.copyOf(metadata);
  }

  /**
   * Starts a StreamConfig with its required parts; everything else is absent, zero or empty until
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
    builder.subjects = subjects;
    builder.retention = retention;
    builder.storage = storage;
    builder.discard = discard;
    builder.compression = compression;
    builder.replicas = replicas;
    builder.maxMessages = maxMessages;
    builder.maxBytes = maxBytes;
    builder.maxAge = maxAge;
    builder.maxConsumers = maxConsumers;
    builder.maxMessagesPerSubject = maxMessagesPerSubject;
    builder.maxMessageSize = maxMessageSize;
    builder.duplicateWindow = duplicateWindow;
    builder.sealed = sealed;
    builder.denyDelete = denyDelete;
    builder.denyPurge = denyPurge;
    builder.allowRollup = allowRollup;
    builder.allowDirect = allowDirect;
    builder.mirrorDirect = mirrorDirect;
    builder.mirror = mirror;
    builder.sources = sources;
    builder.placementCluster = placementCluster;
    builder.placementTags = placementTags;
    builder.metadata = metadata;
    return builder;
  }

  /**
   * Builds a StreamConfig. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private List<String> subjects = List.of();
    private Retention retention = Retention.LIMITS;
    private StorageType storage = StorageType.FILE;
    private DiscardPolicy discard = DiscardPolicy.OLD;
    private @Nullable Compression compression;
    private int replicas = 1;
    private Limit maxMessages = Limit.unlimited();
    private Limit maxBytes = Limit.unlimited();
    private @Nullable Duration maxAge;
    private Limit maxConsumers = Limit.unlimited();
    private Limit maxMessagesPerSubject = Limit.unlimited();
    private Limit maxMessageSize = Limit.unlimited();
    private Duration duplicateWindow = Duration.ZERO;
    private boolean sealed;
    private boolean denyDelete;
    private boolean denyPurge;
    private boolean allowRollup;
    private boolean allowDirect;
    private boolean mirrorDirect;
    private @Nullable StreamOrigin mirror;
    private List<StreamOrigin> sources = List.of();
    private @Nullable String placementCluster;
    private List<String> placementTags = List.of();
    private Map<String, String> metadata = Map.of();

    private Builder() {}

    /** Sets {@link StreamConfig#subjects()}. */
    public Builder subjects(List<String> value) {
      this.subjects = value;
      return this;
    }

    /** Sets {@link StreamConfig#retention()}. */
    public Builder retention(Retention value) {
      this.retention = value;
      return this;
    }

    /** Sets {@link StreamConfig#storage()}. */
    public Builder storage(StorageType value) {
      this.storage = value;
      return this;
    }

    /** Sets {@link StreamConfig#discard()}. */
    public Builder discard(DiscardPolicy value) {
      this.discard = value;
      return this;
    }

    /** Sets {@link StreamConfig#compression()}. */
    public Builder compression(@Nullable Compression value) {
      this.compression = value;
      return this;
    }

    /** Sets {@link StreamConfig#replicas()}. */
    public Builder replicas(int value) {
      this.replicas = value;
      return this;
    }

    /** Sets {@link StreamConfig#maxMessages()}. */
    public Builder maxMessages(Limit value) {
      this.maxMessages = value;
      return this;
    }

    /** Sets {@link StreamConfig#maxBytes()}. */
    public Builder maxBytes(Limit value) {
      this.maxBytes = value;
      return this;
    }

    /** Sets {@link StreamConfig#maxAge()}. */
    public Builder maxAge(@Nullable Duration value) {
      this.maxAge = value;
      return this;
    }

    /** Sets {@link StreamConfig#maxConsumers()}. */
    public Builder maxConsumers(Limit value) {
      this.maxConsumers = value;
      return this;
    }

    /** Sets {@link StreamConfig#maxMessagesPerSubject()}. */
    public Builder maxMessagesPerSubject(Limit value) {
      this.maxMessagesPerSubject = value;
      return this;
    }

    /** Sets {@link StreamConfig#maxMessageSize()}. */
    public Builder maxMessageSize(Limit value) {
      this.maxMessageSize = value;
      return this;
    }

    /** Sets {@link StreamConfig#duplicateWindow()}. */
    public Builder duplicateWindow(Duration value) {
      this.duplicateWindow = value;
      return this;
    }

    /** Sets {@link StreamConfig#sealed()}. */
    public Builder sealed(boolean value) {
      this.sealed = value;
      return this;
    }

    /** Sets {@link StreamConfig#denyDelete()}. */
    public Builder denyDelete(boolean value) {
      this.denyDelete = value;
      return this;
    }

    /** Sets {@link StreamConfig#denyPurge()}. */
    public Builder denyPurge(boolean value) {
      this.denyPurge = value;
      return this;
    }

    /** Sets {@link StreamConfig#allowRollup()}. */
    public Builder allowRollup(boolean value) {
      this.allowRollup = value;
      return this;
    }

    /** Sets {@link StreamConfig#allowDirect()}. */
    public Builder allowDirect(boolean value) {
      this.allowDirect = value;
      return this;
    }

    /** Sets {@link StreamConfig#mirrorDirect()}. */
    public Builder mirrorDirect(boolean value) {
      this.mirrorDirect = value;
      return this;
    }

    /** Sets {@link StreamConfig#mirror()}. */
    public Builder mirror(@Nullable StreamOrigin value) {
      this.mirror = value;
      return this;
    }

    /** Sets {@link StreamConfig#sources()}. */
    public Builder sources(List<StreamOrigin> value) {
      this.sources = value;
      return this;
    }

    /** Sets {@link StreamConfig#placementCluster()}. */
    public Builder placementCluster(@Nullable String value) {
      this.placementCluster = value;
      return this;
    }

    /** Sets {@link StreamConfig#placementTags()}. */
    public Builder placementTags(List<String> value) {
      this.placementTags = value;
      return this;
    }

    /** Sets {@link StreamConfig#metadata()}. */
    public Builder metadata(Map<String, String> value) {
      this.metadata = value;
      return this;
    }

    /** Builds the immutable record. */
    public StreamConfig build() {
      return new StreamConfig(
          subjects,
          retention,
          storage,
          discard,
          compression,
          replicas,
          maxMessages,
          maxBytes,
          maxAge,
          maxConsumers,
          maxMessagesPerSubject,
          maxMessageSize,
          duplicateWindow,
          sealed,
          denyDelete,
          denyPurge,
          allowRollup,
          allowDirect,
          mirrorDirect,
          mirror,
          sources,
          placementCluster,
          placementTags,
          metadata);
    }
  }
}
