// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ACCOUNTS_006: what both servers of a cluster hold for an account is near its limit. */
class SubscriptionLimitTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void addsUpWhatEachServerHoldsOfTheSameSubscriptions(String release) throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount acme = operator.account("ACME").limit("subs", 1_000);
    String near = "ACCOUNTS_006 account/" + acme.id();
    try (NatsCluster cluster =
            NatsCluster.named("S")
                .servers(2, NatsServerBinary.release(release))
                .operator(operator, Resolver.MEMORY)
                .start();
        Watch watch = Watch.over(cluster)) {
      List<Connection> clients = Real.clients(cluster, "ACME", 1, 1);
      // No sum of two servers reaches 900: each holds these, and some imports of its own.
      Dispatcher dispatcher = clients.get(0).createDispatcher(message -> {});
      subscribe(clients.get(0), dispatcher, 0, 400);
      assertThat(watch.found()).doesNotContain(near);

      subscribe(clients.get(0), dispatcher, 400, 460);
      Eventually.until(
          "both servers hold the subscriptions",
          Duration.ofSeconds(10),
          () -> watch.found().contains(near));
      Real.close(clients);
    }
  }

  private static void subscribe(Connection client, Dispatcher dispatcher, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      dispatcher.subscribe("orders." + i);
    }
    client.flush(Duration.ofSeconds(5));
  }
}
