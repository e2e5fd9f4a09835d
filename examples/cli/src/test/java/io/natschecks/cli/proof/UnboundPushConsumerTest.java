// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_SYS_004 on real clusters, where the followers of a consumer always say that nobody listens.
 */
class UnboundPushConsumerTest {

  private static final AuditConfig UNBOUND = AuditConfig.builder().only("OPT_SYS_004").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsPushConsumersToWhichNobodyListens(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("P")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Watch watch = Watch.over(cluster, UNBOUND);
        Connection client = Real.connect(cluster, "ACME");
        Connection elsewhere = Real.connect(cluster.servers().get(2), cluster.login("ACME"))) {
      Real.createStream(cluster, "ACME");
      Subscription listener = client.subscribe("to.served");
      elsewhere.subscribe("to.team", "team");
      // In no queue group, so it gets nothing of what is delivered to one.
      elsewhere.subscribe("to.strayed");
      JetStreamManagement api = client.jetStreamManagement();
      api.addOrUpdateConsumer("ORDERS", push("served").build());
      api.addOrUpdateConsumer("ORDERS", push("team").deliverGroup("team").build());
      api.addOrUpdateConsumer("ORDERS", push("strayed").deliverGroup("team").build());
      api.addOrUpdateConsumer("ORDERS", push("forgotten").build());
      api.addOrUpdateConsumer(
          "ORDERS",
          ConsumerConfiguration.builder().durable("pull").ackPolicy(AckPolicy.Explicit).build());
      watch.awaitFound("two have their listeners", found("forgotten", "strayed"));

      elsewhere.subscribe("to.forgotten");
      elsewhere.subscribe("to.strayed", "team");
      watch.awaitFound("all have listeners", found());

      listener.unsubscribe();
      watch.awaitFound("one has lost its listener", found("served"));
    }
  }

  private static ConsumerConfiguration.Builder push(String name) {
    return ConsumerConfiguration.builder().durable(name).deliverSubject("to." + name);
  }

  private static Set<String> found(String... consumers) {
    return Arrays.stream(consumers)
        .map(each -> "OPT_SYS_004 consumer//ACME/ORDERS/" + each)
        .collect(Collectors.toSet());
  }
}
