// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens the connections of the load. */
final class LoadClients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration RECONNECT = Duration.ofMillis(250);

  private final List<Connection> staying = new CopyOnWriteArrayList<>();
  private final Tally tally;

  LoadClients(Tally tally) {
    this.tally = tally;
  }

  /** A client that stays, and goes on with another server when its own is gone. */
  Connection stay(NatsCluster cluster, int server, String account) throws Exception {
    Connection client = connect(options(cluster, server, account).maxReconnects(-1));
    staying.add(client);
    return client;
  }

  /** A client that its user closes soon. */
  Connection pass(NatsCluster cluster, int server, String account) throws Exception {
    return connect(options(cluster, server, account).noReconnect());
  }

  private Connection connect(Options.Builder options) throws Exception {
    Connection client = Nats.connect(options.build());
    tally.add(Tally.Deed.CONNECTED);
    return client;
  }

  private static Options.Builder options(NatsCluster cluster, int first, String account) {
    List<String> urls = new ArrayList<>(cluster.urls());
    Collections.rotate(urls, -first);
    NatsLogin login = cluster.login(account);
    return new Options.Builder()
        .servers(urls.toArray(String[]::new))
        .noRandomize()
        .ignoreDiscoveredServers()
        .connectionTimeout(CONNECT)
        .reconnectWait(RECONNECT)
        .userInfo(login.user(), login.password())
        .errorListener(new ErrorListener() {});
  }

  @Override
  public void close() throws InterruptedException {
    for (Connection client : staying) {
      client.close();
    }
  }
}
