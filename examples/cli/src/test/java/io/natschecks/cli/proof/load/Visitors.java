// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.natschecks.testkit.server.NatsCluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that connect, work a little and leave, some four a second. */
final class Visitors {

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int MESSAGES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final byte[] BODY = "visit".getBytes(StandardCharsets.US_ASCII);

  /** Where a visitor goes. */
  private record Place(NatsCluster cluster, int server, String account) {}

  private final LoadClients clients;
  private final Tally tally;
  private final List<Place> places;
  private final AtomicInteger next = new AtomicInteger();

  Visitors(LoadClients clients, Tally tally, SuperCluster deployment) {
    this.clients = clients;
    this.tally = tally;
    this.places =
        List.of(
            new Place(deployment.a(), 0, SuperCluster.ACME),
            new Place(deployment.b(), 0, SuperCluster.BETA),
            new Place(deployment.a(), 1, SuperCluster.BETA),
            new Place(deployment.b(), 1, SuperCluster.ACME),
            new Place(deployment.leaf(), 0, SuperCluster.ACME),
            new Place(deployment.a(), 2, SuperCluster.ACME),
            new Place(deployment.b(), 2, SuperCluster.ACME));
  }

  void start(Schedule schedule) {
    schedule.every(PAUSE, "visit", this::visit);
  }

  private void visit() throws Exception {
    Place place = places.get(next.getAndIncrement() % places.size());
    Connection client = clients.pass(place.cluster(), place.server(), place.account());
    try {
      Dispatcher own = client.createDispatcher(message -> tally.add(Tally.Deed.HEARD));
      own.subscribe("visits.>");
      for (int i = 0; i < MESSAGES; i++) {
        client.publish("visits." + i, BODY);
        tally.add(Tally.Deed.PUBLISHED);
      }
      client.flush(PATIENCE);
    } finally {
      client.close();
    }
  }
}
