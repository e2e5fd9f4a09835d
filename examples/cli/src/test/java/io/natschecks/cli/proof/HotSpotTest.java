// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_BALANCE_002, 003 and 006 on real clusters, to the last connection and subscription. They are
 * audited over HTTP: a client of the system account would be counted too.
 */
class HotSpotTest {

  private static final AuditConfig HOT_SPOTS =
      AuditConfig.builder().only("OPT_BALANCE_002", "OPT_BALANCE_003", "OPT_BALANCE_006").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAServerWithMoreThanTwiceTheConnectionsOfTheAverage(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Watch watch = Watch.overHttp(cluster.monitors(), HOT_SPOTS);
        Crowd clients = new Crowd(cluster, "acme")) {
      clients.join(99);
      assertThat(watch.found()).containsExactly("OPT_BALANCE_006 server/H/h1 account=ACME");

      clients.join(1);
      assertThat(watch.found())
          .containsExactly(
              "OPT_BALANCE_002 server/H/h1", "OPT_BALANCE_006 server/H/h1 account=ACME");

      clients.join(0, 25, 25);
      assertThat(watch.found()).as("100 are twice the average, and two thirds of all").isEmpty();

      clients.join(1);
      assertThat(watch.found()).containsExactly("OPT_BALANCE_002 server/H/h1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsAServerWithMoreThanTwiceTheSubscriptionsOfTheAverage(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Watch watch = Watch.overHttp(cluster.monitors(), HOT_SPOTS);
        Crowd clients = new Crowd(cluster, "acme")) {
      clients.subscribe(99);
      assertThat(watch.found()).as("99 subscriptions are too few to matter").isEmpty();

      clients.subscribe(1);
      assertThat(watch.found()).containsExactly("OPT_BALANCE_003 server/H/h1");

      clients.subscribe(0, 25, 25);
      assertThat(watch.found()).as("100 are twice the average").isEmpty();

      clients.subscribe(1);
      assertThat(watch.found()).containsExactly("OPT_BALANCE_003 server/H/h1");
    }
  }

  private static NatsCluster cluster(String release) {
    return NatsCluster.named("H")
        .servers(3, NatsServerBinary.release(release))
        .account("ACME", "acme", "secret")
        .start();
  }
}
