// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LEAF_003 on a real leaf node with more than 20,000 subscriptions. */
class LeafSubscriptionsTest {

  private static final int MOST = 20_000;

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsTheHubSideOfALinkWithManySubscriptions(String release) throws Exception {
    NatsServerBinary binary = NatsServerBinary.release(release);
    try (NatsCluster hub =
            NatsCluster.named("H")
                .servers(1, binary)
                .account("ACME", "acme", "secret")
                .leafNodes()
                .start();
        NatsCluster leaf =
            NatsCluster.named("L")
                .servers(1, binary)
                .account("ACME", "acme", "secret")
                .leafOf(hub, "ACME")
                .start();
        Watch watch = Watch.over(hub);
        RawClient client = RawClient.login(leaf.server("l1"), "acme", "many")) {
      assertThat(watch.found()).isEmpty();

      client.subscribe(
          IntStream.range(0, MOST + 1).mapToObj(i -> "device." + i).toArray(String[]::new));
      Pattern count = Pattern.compile("\"subscriptions\": *(\\d+)");
      Eventually.until(
          "the hub knows the subscriptions",
          Duration.ofSeconds(30),
          () ->
              count
                  .matcher(hub.server("h1").get("/leafz").body())
                  .results()
                  .anyMatch(match -> Long.parseLong(match.group(1)) > MOST));

      assertThat(watch.found()).containsExactly("LEAF_003 leafnode/h1/l1/ACME");
    }
  }
}
