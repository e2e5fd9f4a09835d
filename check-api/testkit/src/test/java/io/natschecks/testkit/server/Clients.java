// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections for the tests of the servers. */
final class Clients {

  private static final Duration WAIT = Duration.ofSeconds(10);

  private Clients() {}

  static Connection connect(NatsCluster cluster, String account) throws Exception {
    return connect(cluster, account, new ArrayList<>());
  }

  /** Connects, and collects what the server complains of. */
  static Connection connect(NatsCluster cluster, String account, List<String> errors)
      throws Exception {
    NatsLogin login = cluster.login(account);
    Options.Builder options =
        new Options.Builder()
            .servers(cluster.urls().toArray(String[]::new))
            .connectionTimeout(Duration.ofSeconds(2))
            .errorListener(
                new ErrorListener() {
                  @Override
                  public void errorOccurred(Connection connection, String error) {
                    errors.add(error);
                  }
                })
            .noReconnect();
    if (login.credentials() == null) {
      options.userInfo(login.user(), login.password());
    } else {
      options.authHandler(Nats.credentials(login.credentials().toString()));
    }
    return Nats.connect(options.build());
  }

  /** Collects replies until there are enough. */
  static List<String> replies(Connection connection, String subject, int enough) throws Exception {
    String inbox = connection.createInbox();
    Subscription subscription = connection.subscribe(inbox);
    connection.publish(subject, inbox, new byte[0]);
    List<String> replies = new ArrayList<>();
    while (replies.size() < enough) {
      Message reply = subscription.nextMessage(WAIT);
      if (reply == null) {
        break;
      }
      replies.add(new String(reply.getData(), StandardCharsets.UTF_8));
    }
    return replies;
  }
}
