// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_SYS_012 and 022 on two real clusters. Within a cluster each server knows what the clients of
 * the others subscribe to; the other cluster does not, as long as it has nothing to say to them.
 */
class ManySubscriptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAClientThatSubscribesAndUnsubscribesAllTheTime(String release) throws Exception {
    try (NatsCluster a = cluster("A", release).start();
        NatsCluster b = cluster("B", release).gatewayTo(a).start();
        Watch watch = watch("OPT_SYS_012", a, b);
        RawClient client = RawClient.login(a.server("a1"), "acme", "restless")) {
      assertThat(watch.found()).isEmpty();
      subscribeAndUnsubscribe(client, 4_900);
      assertThat(watch.found()).as("9,800 operations").isEmpty();
      subscribeAndUnsubscribe(client, 5_001);
      assertThat(watch.found()).as("10,002").containsExactly("OPT_SYS_012 server/A/a1");
      assertThat(watch.found()).as("it has come to rest").isEmpty();
    }
  }

  private static void subscribeAndUnsubscribe(RawClient client, int count) throws Exception {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append("SUB job ").append(i).append("\r\nUNSUB ").append(i).append("\r\n");
    }
    client.send(all.toString().stripTrailing());
    client.flush();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAServerWhoseSubscriptionsGrowWithoutNewClients(String release) throws Exception {
    try (NatsCluster a = cluster("A", release).start();
        NatsCluster b = cluster("B", release).gatewayTo(a).start();
        Watch watch = watch("OPT_SYS_022", a, b);
        Crowd growing = new Crowd(b, "acme");
        RawClient leaking = RawClient.login(a.server("a1"), "acme", "leaking")) {
      growing.subscribe(10);
      for (int audit = 1; audit < 10; audit++) {
        assertThat(watch.found()).as("audit " + audit + " of the ten that it takes").isEmpty();
        leaking.subscribe(RawClient.subjects("leak" + audit, 10));
        growing.subscribe(10);
      }
      assertThat(watch.found()).containsExactly("OPT_SYS_022 server/A/a1");
    }
  }

  private static Watch watch(String code, NatsCluster a, NatsCluster b) {
    List<URI> servers =
        List.of(a, b).stream()
            .flatMap(cluster -> cluster.servers().stream())
            .map(NatsServerProcess::monitor)
            .toList();
    return Watch.overHttp(servers, AuditConfig.builder().only(code).build());
  }

  private static NatsClusterBuilder cluster(String name, String release) {
    return NatsCluster.named(name)
        .servers(1, NatsServerBinary.release(release))
        .account("ACME", "acme", "secret")
        .gateway();
  }
}
