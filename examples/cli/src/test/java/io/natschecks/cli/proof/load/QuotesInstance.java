// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.nats.service.Service;
import io.nats.service.ServiceEndpoint;
import io.natschecks.testkit.server.NatsCluster;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An instance of the service "quotes", with a connection of its own while it runs. */
final class QuotesInstance {

  static final String SUBJECT = "quotes.get";

  private static final byte[] QUOTE = "42".getBytes(StandardCharsets.US_ASCII);

  private final LoadClients clients;
  private final NatsCluster cluster;
  private @Nullable Running running;

  QuotesInstance(LoadClients clients, NatsCluster cluster) {
    this.clients = clients;
    this.cluster = cluster;
  }

  void start() throws Exception {
    Connection client = clients.stay(cluster, 0, SuperCluster.ACME);
    Service service =
        Service.builder()
            .connection(client)
            .name("quotes")
            .version("1.0.0")
            .addServiceEndpoint(
                ServiceEndpoint.builder()
                    .endpointName("get")
                    .endpointSubject(SUBJECT)
                    .handler(message -> message.respond(client, QUOTE))
                    .build())
            .build();
    var unused = service.startService();
    running = new Running(client, service);
  }

  void stop() throws InterruptedException {
    Running last = running;
    if (last != null) {
      running = null;
      last.service().stop();
      last.client().close();
    }
  }

  private record Running(Connection client, Service service) {}
}
