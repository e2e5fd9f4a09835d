// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Subscription;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsClusterBuilder;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_PLACE_001, 002 and 003 on a real super-cluster: clients far from what they use. */
class FarClientsTest {

  private static final List<String> ACCOUNTS = List.of("FAR", "MOST", "HALF", "FEW", "NEAR");

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsStreamsAndConsumersInAnotherClusterThanTheirClients(String release) throws Exception {
    NatsServerBinary binary = NatsServerBinary.release(release);
    try (NatsCluster a = plan("A").servers(3, binary).jetStream().start();
        NatsCluster b = plan("B").servers(1, binary).gatewayTo(a).start();
        Watch watch = Watch.over(a, only("OPT_PLACE_001", "OPT_PLACE_002"))) {
      for (String account : ACCOUNTS) {
        addStreamAndConsumer(a, account);
      }
      watch.awaitFound("there are no clients yet", Set.of());

      try (Crowd far = new Crowd(b, "far");
          Crowd mostHere = new Crowd(a, "most");
          Crowd mostThere = new Crowd(b, "most");
          Crowd halfHere = new Crowd(a, "half");
          Crowd halfThere = new Crowd(b, "half");
          Crowd few = new Crowd(b, "few");
          Crowd near = new Crowd(a, "near")) {
        far.join(5);
        mostHere.join(4);
        mostThere.join(6);
        halfHere.join(3, 2);
        halfThere.join(5);
        few.join(4);
        near.join(3, 3);
        watch.awaitFound(
            "all of FAR, 60 percent of MOST and half of HALF are in B, and four of FEW",
            Set.of(
                "OPT_PLACE_001 account/FAR cluster=B",
                "OPT_PLACE_001 account/HALF cluster=B",
                "OPT_PLACE_001 account/MOST cluster=B",
                "OPT_PLACE_002 consumer//FAR/ORDERS/ship",
                "OPT_PLACE_002 consumer//MOST/ORDERS/ship"));
      }
    }
  }

  @Test
  void findsTheAccountWhoseBytesCrossTheGateway() throws Exception {
    NatsServerBinary binary = NatsServerBinary.release("2.15");
    try (NatsCluster a = plan("A").servers(1, binary).gateway().start();
        NatsCluster b = plan("B").servers(1, binary).gatewayTo(a).start();
        Watch watch = Watch.over(a, only("OPT_PLACE_003"));
        Connection far = Real.connect(a, "FAR");
        Connection farReader = Real.connect(b, "FAR");
        Connection near = Real.connect(a, "NEAR");
        Connection nearReader = Real.connect(a, "NEAR");
        Connection few = Real.connect(a, "FEW");
        Connection fewReader = Real.connect(b, "FEW")) {
      assertThat(watch.found()).as("there is nothing to compare with").isEmpty();
      send(far, farReader, 32);
      send(near, nearReader, 32);
      send(few, fewReader, 1);

      watch.awaitFound(
          "two MiB of FAR have crossed, none of NEAR, and little of FEW",
          Set.of("OPT_PLACE_003 account/FAR"));
    }
  }

  @Test
  void saysNothingOfServersThatDoNotTellWhatCrossesTheGateway() throws Exception {
    NatsServerBinary binary = NatsServerBinary.release("2.10");
    try (NatsCluster a = plan("A").servers(1, binary).gateway().start();
        NatsCluster b = plan("B").servers(1, binary).gatewayTo(a).start();
        Watch watch = Watch.over(a, only("OPT_PLACE_003"));
        Connection far = Real.connect(a, "FAR");
        Connection farReader = Real.connect(b, "FAR")) {
      assertThat(watch.found()).isEmpty();
      send(far, farReader, 32);

      CheckResult result =
          watch.audit().checks().stream()
              .filter(each -> each.check().code().equals("OPT_PLACE_003"))
              .findFirst()
              .orElseThrow()
              .result();
      assertThat(result.status()).isEqualTo(CheckResult.Status.SKIPPED);
      assertThat(result.skipReason()).isEqualTo(SkipReason.NOT_IN_RELEASE);
    }
  }

  /** Sends messages of 64 KiB, and waits until all have arrived. */
  private static void send(Connection sender, Connection reader, int count) throws Exception {
    Subscription subscription = reader.subscribe("bulk");
    reader.flush(Duration.ofSeconds(5));
    for (int i = 0; i < count; i++) {
      sender.publish("bulk", new byte[64 * 1024]);
    }
    for (int i = 0; i < count; i++) {
      assertThat(subscription.nextMessage(Duration.ofSeconds(10))).isNotNull();
    }
  }

  private static void addStreamAndConsumer(NatsCluster cluster, String account) throws Exception {
    try (Connection client = Real.connect(cluster, account)) {
      Eventually.until(
          account + " has a stream and a consumer",
          Duration.ofSeconds(30),
          () -> {
            client
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder().name("ORDERS").build());
            client
                .jetStreamManagement()
                .addOrUpdateConsumer(
                    "ORDERS", ConsumerConfiguration.builder().durable("ship").build());
            return true;
          });
    }
  }

  private static AuditConfig only(String... codes) {
    return AuditConfig.builder().only(codes).build();
  }

  private static NatsClusterBuilder plan(String name) {
    NatsClusterBuilder plan = NatsCluster.named(name).gateway();
    ACCOUNTS.forEach(
        account ->
            plan.account(
                account, account.toLowerCase(Locale.ROOT), "secret", "jetstream: enabled"));
    return plan;
  }
}
