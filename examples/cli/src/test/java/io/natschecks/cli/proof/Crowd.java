// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients of one user that connect to servers of a cluster, and do nothing by themselves. */
final class Crowd implements AutoCloseable {

  private final List<NatsServerProcess> servers;
  private final String user;
  private final List<RawClient> clients = new ArrayList<>();

  Crowd(NatsCluster cluster, String user) {
    this.servers = cluster.servers();
    this.user = user;
  }

  /** Lets more clients connect: the first number to the first server, and so on. */
  void join(int... perServer) throws IOException {
    for (int i = 0; i < perServer.length; i++) {
      for (int n = 0; n < perServer[i]; n++) {
        client(i);
      }
    }
  }

  /** Lets a client connect to each server that subscribes as often as the number says. */
  void subscribe(int... perServer) throws IOException {
    for (int i = 0; i < perServer.length; i++) {
      if (perServer[i] > 0) {
        client(i).subscribe(RawClient.subjects("job", perServer[i]));
      }
    }
  }

  private RawClient client(int server) throws IOException {
    RawClient client = RawClient.login(servers.get(server), user, user);
    clients.add(client);
    return client;
  }

  @Override
  public void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }
}
