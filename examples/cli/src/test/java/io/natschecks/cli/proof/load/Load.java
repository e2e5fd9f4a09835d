// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import static io.natschecks.cli.proof.load.SuperCluster.ACME;
import static io.natschecks.cli.proof.load.SuperCluster.BETA;

import io.nats.client.Connection;

/** Everything that clients do with the super-cluster while it is audited. */
final class Load implements AutoCloseable {

  private final Tally tally = new Tally();
  private final Schedule schedule = new Schedule(tally);
  private final LoadClients clients = new LoadClients(tally);

  private Load() {}

  static Load on(SuperCluster deployment) throws Exception {
    Load load = new Load();
    try {
      load.start(deployment);
      return load;
    } catch (Exception | AssertionError e) {
      load.close();
      throw e;
    }
  }

  private void start(SuperCluster deployment) throws Exception {
    Connection acme = clients.stay(deployment.a(), 0, ACME);
    Connection second = clients.stay(deployment.a(), 1, ACME);
    Connection third = clients.stay(deployment.a(), 2, ACME);
    Connection remote = clients.stay(deployment.b(), 1, ACME);
    Connection edge = clients.stay(deployment.leaf(), 0, ACME);
    Connection beta = clients.stay(deployment.a(), 1, BETA);
    Connection remoteBeta = clients.stay(deployment.b(), 2, BETA);
    Streams.create(acme, beta, edge);
    Streams.await(remote, Streams.ORDERS);
    Streams.await(remoteBeta, Streams.BILLING);

    Consumers consumers = new Consumers(schedule, tally);
    consumers.consume(second, Streams.ORDERS, "billing");
    consumers.fetch(remote, Streams.ORDERS, "shipping");
    consumers.read(third, Streams.ORDERS);
    consumers.push(acme, Streams.EVENTS, "audit");
    consumers.push(third, Streams.EVENTS, "audit");
    consumers.consume(second, Streams.JOBS, "workers");
    consumers.consume(remote, Streams.JOBS, "workers");
    consumers.consume(acme, Streams.ALERTS, "pager");
    consumers.fetch(third, Streams.ALERTS, "log");
    consumers.consume(edge, Streams.SENSORS, "gauge");
    consumers.consume(acme, Streams.FROM_EDGE, "report");
    consumers.consume(remoteBeta, Streams.BILLING, "ledger");
    consumers.subscribe(remote, "prices.>");
    consumers.subscribe(edge, "prices.>");
    consumers.subscribe(beta, "prices.>");
    consumers.subscribe(remoteBeta, "prices.>");

    Publishers publishers = new Publishers(schedule, tally);
    publishers.store(acme, Streams.ORDERS, 10);
    publishers.store(remote, Streams.ORDERS, 10);
    publishers.store(second, Streams.EVENTS, 15);
    publishers.store(third, Streams.JOBS, 5);
    publishers.store(acme, Streams.ALERTS, 5);
    publishers.store(edge, Streams.SENSORS, 5);
    publishers.store(beta, Streams.BILLING, 3);
    publishers.publish(third, "prices", 15);

    Stores stores = new Stores(schedule, tally);
    stores.keys(second, remote);
    stores.objects(third);

    Quotes quotes =
        new Quotes(
            schedule,
            tally,
            new QuotesInstance(clients, deployment.a()),
            new QuotesInstance(clients, deployment.b()));
    quotes.start();
    quotes.ask(third);
    quotes.ask(remote);
    quotes.ask(edge);
    quotes.ask(beta);
    new Visitors(clients, tally, deployment).start(schedule);
  }

  Tally tally() {
    return tally;
  }

  @Override
  public void close() throws InterruptedException {
    schedule.close();
    clients.close();
  }
}
