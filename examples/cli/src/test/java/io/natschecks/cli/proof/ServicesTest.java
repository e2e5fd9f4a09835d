// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SERVICE_001 and SERVICE_002 on real servers, seen through the subscriptions of instances. */
class ServicesTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsTwoVersionsOfAServiceAndThenItsEnd(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("S")
                .servers(2, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .start();
        Watch watch = Watch.over(cluster)) {
      RawClient old = instance(cluster.server("s1"), "ONE", "1.30.0");
      RawClient same = instance(cluster.server("s2"), "TWO", "1.30.0");
      assertThat(watch.found()).isEmpty();

      RawClient newer = instance(cluster.server("s2"), "THREE", "1.31.0");
      assertThat(watch.found()).containsExactly("SERVICE_001 service/ACME/pricing");

      newer.close();
      old.close();
      Real.awaitClients(cluster, "ACME", 1);
      assertThat(watch.found("CONN_003")).as("one instance is left").isEmpty();

      same.close();
      Real.awaitClients(cluster, "ACME", 0);
      assertThat(watch.found("CONN_003")).containsExactly("SERVICE_002 service/ACME/pricing");
    }
  }

  private static RawClient instance(NatsServerProcess server, String id, String version)
      throws Exception {
    RawClient client =
        new RawClient(
            server,
            "\"user\":\"acme\",\"pass\":\"secret\",\"name\":\"%s\",\"lang\":\"go\",\"version\":\"%s\""
                .formatted(id, version));
    client.subscribe("$SRV.PING", "$SRV.PING.pricing", "$SRV.PING.pricing." + id);
    return client;
  }
}
