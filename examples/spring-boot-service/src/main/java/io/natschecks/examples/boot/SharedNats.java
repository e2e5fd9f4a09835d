// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.history.HistoryStore;
import io.natschecks.api.monitor.EventChannel;
import io.natschecks.api.monitor.Lease;
import io.natschecks.client.BucketHistoryStore;
import io.natschecks.client.BucketLease;
import io.natschecks.client.StreamEventChannel;
import io.natschecks.core.config.ConfigException;
import io.natschecks.examples.boot.NatsChecksProperties.Shared;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** What instances share in NATS itself, over one connection. */
final class SharedNats implements AutoCloseable {

  private static final String KEY = NatsChecksProperties.PREFIX + ".shared";

  /** How long events are kept for whoever was away. */
  private static final Duration EVENTS_AGE = Duration.ofDays(7);

  private static final long EVENTS_BYTES = 64 << 20;

  private final NatsConnector connector;
  private final Shared settings;

  SharedNats(NatsConnector connector, Shared settings) {
    this.connector = connector;
    this.settings = settings;
    if (settings.replicas() < 1 || settings.replicas() > 5) {
      throw new ConfigException(KEY + ".replicas: is 1 to 5, not " + settings.replicas());
    }
    if (!settings.deployment().matches("[-_A-Za-z0-9]+")) {
      throw new ConfigException(KEY + ".deployment: has letters, digits, - and _ only");
    }
  }

  Lease lease(String bucket) {
    Duration length = Durations.positive(KEY + ".lease-length", settings.leaseLength());
    KeyValueConfiguration missing =
        KeyValueConfiguration.builder()
            .name(name(KEY + ".lease-bucket", bucket))
            .ttl(length)
            .replicas(settings.replicas())
            .build();
    String key = settings.deployment() + ".lease";
    return new SharedLease(
        bucket + "/" + key,
        length,
        new Late<>(
            connector, connection -> BucketLease.creating(connection, missing, key, instance())));
  }

  HistoryStore history(String bucket) {
    ObjectStoreConfiguration missing =
        ObjectStoreConfiguration.builder()
            .name(name(KEY + ".history-bucket", bucket))
            .replicas(settings.replicas())
            .build();
    String object = settings.deployment() + ".history";
    return new SharedHistory(
        "object " + object + " of bucket " + bucket,
        new Late<>(
            connector, connection -> BucketHistoryStore.creating(connection, missing, object)));
  }

  EventChannel events(String stream) {
    String prefix = name(KEY + ".event-stream", stream) + ".events." + settings.deployment();
    StreamConfiguration missing =
        StreamConfiguration.builder()
            .name(stream)
            .subjects(stream + ".events.>")
            .maxAge(EVENTS_AGE)
            .maxBytes(EVENTS_BYTES)
            .replicas(settings.replicas())
            .build();
    return new SharedEvents(
        "stream " + stream,
        new Late<>(
            connector, connection -> StreamEventChannel.creating(connection, missing, prefix)));
  }

  /** Names this instance among the others. */
  String instance() {
    String given = settings.instance();
    return given == null ? host() + "/" + ProcessHandle.current().pid() : given;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static String name(String key, String name) {
    if (!name.matches("[-_A-Za-z0-9]+")) {
      throw new ConfigException(key + ": has letters, digits, - and _ only");
    }
    return name;
  }

  @Override
  public void close() throws InterruptedException {
    connector.close();
  }
}
