// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.nats.client.api.Mirror;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.Source;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The streams of the load: each kind of retention, replicated and not, mirrored and sourced. */
final class Streams {

  static final String ORDERS = "ORDERS";
  static final String EVENTS = "EVENTS";
  static final String JOBS = "JOBS";
  static final String ALERTS = "ALERTS";
  static final String SENSORS = "SENSORS";
  static final String FROM_EDGE = "FROM_EDGE";
  static final String BILLING = "BILLING";

  private static final Duration CREATED = Duration.ofSeconds(30);
  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final long MAX_MESSAGES = 100_000;
  private static final long MAX_BYTES = 50_000_000;
  private static final long MAX_CONSUMERS = 20;

  private Streams() {}

  static void create(Connection acme, Connection beta, Connection edge) throws Exception {
    create(edge, stream(SENSORS, 1));
    create(beta, stream(BILLING, 3));
    List<StreamConfiguration.Builder> streams =
        List.of(
            stream(ORDERS, 3),
            stream(EVENTS, 1),
            stream(JOBS, 3).retentionPolicy(RetentionPolicy.WorkQueue),
            stream(ALERTS, 3).retentionPolicy(RetentionPolicy.Interest),
            copy("ORDERS_COPY")
                .mirror(Mirror.builder().name(ORDERS).build())
                .metadata(Thresholds.ofMirror()),
            copy("EVERYTHING")
                .sources(source(ORDERS), source(EVENTS))
                .metadata(Thresholds.ofSources()),
            copy(FROM_EDGE)
                .sources(Source.builder().name(SENSORS).domain(SuperCluster.EDGE).build()),
            stream("LATEST", 3).storageType(StorageType.Memory).maxMessagesPerSubject(1));
    for (StreamConfiguration.Builder each : streams) {
      create(acme, each);
    }
  }

  /**
   * Waits until a client of another cluster, or of a server that has just started, sees a stream.
   */
  static void await(Connection client, String stream) {
    Eventually.until(
        stream + " is seen",
        CREATED,
        () -> client.jetStreamManagement().getStreamInfo(stream) != null);
  }

  private static StreamConfiguration.Builder stream(String name, int replicas) {
    return StreamConfiguration.builder()
        .name(name)
        .subjects(name.toLowerCase(Locale.ROOT) + ".>")
        .replicas(replicas)
        .maxAge(MAX_AGE)
        .maxMessages(MAX_MESSAGES)
        .maxBytes(MAX_BYTES)
        .maxConsumers(MAX_CONSUMERS)
        .metadata(Thresholds.ofStream(replicas));
  }

  private static StreamConfiguration.Builder copy(String name) {
    return StreamConfiguration.builder().name(name).maxAge(MAX_AGE);
  }

  private static Source source(String stream) {
    return Source.builder().name(stream).build();
  }

  /** A cluster that has just formed turns a stream down for a moment. */
  private static void create(Connection client, StreamConfiguration.Builder stream)
      throws Exception {
    StreamConfiguration config = stream.build();
    Eventually.until(
        config.getName() + " is created",
        CREATED,
        () -> client.jetStreamManagement().addStream(config).getConfiguration() != null);
  }
}
