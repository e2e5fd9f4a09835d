// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JetStream of one server: the values of this server alone (JSZ).
 *
 * @param enabled whether JetStream runs; a server in lame duck says no since 2.10
 * @param domain JetStream domain; null if none is set
 * @param maxMemory most memory that JetStream may use, in bytes
 * @param maxStorage most disk that JetStream may use, in bytes
 * @param memory bytes used by memory streams
 * @param storage bytes used by file streams
 * @param reservedMemory sum of max_bytes of the memory streams hosted here; null where the value
 *     makes no sense
 * @param reservedStorage sum of max_bytes of the file streams hosted here; null where the value
 *     makes no sense
 * @param accounts accounts that use JetStream here
 * @param haAssets Raft groups that run here, the meta group included
 * @param maxHaAssets Raft groups above which no more are placed here, the meta group not counted;
 *     null if none is set, or before 2.10.28 and 2.11.2
 * @param api API requests handled here
 * @param streams streams hosted here, leader or not
 * @param consumers consumers hosted here, leader or not
 * @param streamsLed streams led here; null before 2.11.11
 * @param consumersLed consumers led here; null before 2.11.11
 * @param metaGroup the meta group as this server sees it; null without clustering
 * @since 0.1
 */
public record JetStreamServer(
    boolean enabled,
    @Nullable String domain,
    Limit maxMemory,
    Limit maxStorage,
    long memory,
    long storage,
    @Nullable Long reservedMemory,
    @Nullable Long reservedStorage,
    int accounts,
    int haAssets,
    @Nullable Integer maxHaAssets,
    ApiStatistics api,
    int streams,
    int consumers,
    @Nullable Integer streamsLed,
    @Nullable Integer consumersLed,
    @Nullable MetaGroupView metaGroup) {

  public JetStreamServer {
    Objects.requireNonNull(maxMemory, "maxMemory");
    Objects.requireNonNull(maxStorage, "maxStorage");
    Objects.requireNonNull(api, "api");
  }

  /**
   * Starts a JetStreamServer with its required parts; everything else is absent, zero or empty
   * until set.
   *
   * @param enabled whether JetStream runs; a server in lame duck says no since 2.10
   * @return a new builder
   */
  public static Builder builder(boolean enabled) {
    return new Builder(enabled);
  }

  /**
   * Starts a builder that holds the values of this record.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(enabled);
    builder.domain = domain;
    builder.maxMemory = maxMemory;
    builder.maxStorage = maxStorage;
    builder.memory = memory;
    builder.storage = storage;
    builder.reservedMemory = reservedMemory;
    builder.reservedStorage = reservedStorage;
    builder.accounts = accounts;
    builder.haAssets = haAssets;
    builder.maxHaAssets = maxHaAssets;
    builder.api = api;
    builder.streams = streams;
    builder.consumers = consumers;
    builder.streamsLed = streamsLed;
    builder.consumersLed = consumersLed;
    builder.metaGroup = metaGroup;
    return builder;
  }

  /**
   * Builds a JetStreamServer. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private boolean enabled;
    private @Nullable String domain;
    private Limit maxMemory = Limit.unlimited();
    private Limit maxStorage = Limit.unlimited();
    private long memory;
    private long storage;
    private @Nullable Long reservedMemory;
    private @Nullable Long reservedStorage;
    private int accounts;
    private int haAssets;
    private @Nullable Integer maxHaAssets;
    private ApiStatistics api = new ApiStatistics(0, 0, 0);
    private int streams;
    private int consumers;
    private @Nullable Integer streamsLed;
    private @Nullable Integer consumersLed;
    private @Nullable MetaGroupView metaGroup;

    private Builder(boolean enabled) {
      this.enabled = enabled;
    }

    /** Sets {@link JetStreamServer#enabled()}. */
    public Builder enabled(boolean value) {
      this.enabled = value;
      return this;
    }

    /** Sets {@link JetStreamServer#domain()}. */
    public Builder domain(@Nullable String value) {
      this.domain = value;
      return this;
    }

    /** Sets {@link JetStreamServer#maxMemory()}. */
    public Builder maxMemory(Limit value) {
      this.maxMemory = value;
      return this;
    }

    /** Sets {@link JetStreamServer#maxStorage()}. */
    public Builder maxStorage(Limit value) {
      this.maxStorage = value;
      return this;
    }

    /** Sets {@link JetStreamServer#memory()}. */
    public Builder memory(long value) {
      this.memory = value;
      return this;
    }

    /** Sets {@link JetStreamServer#storage()}. */
    public Builder storage(long value) {
      this.storage = value;
      return this;
    }

    /** Sets {@link JetStreamServer#reservedMemory()}. */
    public Builder reservedMemory(@Nullable Long value) {
      this.reservedMemory = value;
      return this;
    }

    /** Sets {@link JetStreamServer#reservedStorage()}. */
    public Builder reservedStorage(@Nullable Long value) {
      this.reservedStorage = value;
      return this;
    }

    /** Sets {@link JetStreamServer#accounts()}. */
    public Builder accounts(int value) {
      this.accounts = value;
      return this;
    }

    /** Sets {@link JetStreamServer#haAssets()}. */
    public Builder haAssets(int value) {
      this.haAssets = value;
      return this;
    }

    /** Sets {@link JetStreamServer#maxHaAssets()}. */
    public Builder maxHaAssets(@Nullable Integer value) {
      this.maxHaAssets = value;
      return this;
    }

    /** Sets {@link JetStreamServer#api()}. */
    public Builder api(ApiStatistics value) {
      this.api = value;
      return this;
    }

    /** Sets {@link JetStreamServer#streams()}. */
    public Builder streams(int value) {
      this.streams = value;
      return this;
    }

    /** Sets {@link JetStreamServer#consumers()}. */
    public Builder consumers(int value) {
      this.consumers = value;
      return this;
    }

    /** Sets {@link JetStreamServer#streamsLed()}. */
    public Builder streamsLed(@Nullable Integer value) {
      this.streamsLed = value;
      return this;
    }

    /** Sets {@link JetStreamServer#consumersLed()}. */
    public Builder consumersLed(@Nullable Integer value) {
      this.consumersLed = value;
      return this;
    }

    /** Sets {@link JetStreamServer#metaGroup()}. */
    public Builder metaGroup(@Nullable MetaGroupView value) {
      this.metaGroup = value;
      return this;
    }

    /** Builds the immutable record. */
    public JetStreamServer build() {
      return new JetStreamServer(
          enabled,
          domain,
          maxMemory,
          maxStorage,
          memory,
          storage,
          reservedMemory,
          reservedStorage,
          accounts,
          haAssets,
          maxHaAssets,
          api,
          streams,
          consumers,
          streamsLed,
          consumersLed,
          metaGroup);
    }
  }
}
