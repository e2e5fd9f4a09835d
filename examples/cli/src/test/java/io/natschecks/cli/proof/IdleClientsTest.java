// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Finding;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_IDLE_007 on a real cluster. It allows five minutes; here two seconds must do. */
class IdleClientsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsClientsWithoutAnyMessageAfterTwoSeconds(String release) throws Exception {
    AuditConfig config = AuditConfig.builder().only("OPT_IDLE_007").build();
    AuditConfig impatient =
        config.toBuilder().parameter("OPT_IDLE_007", "idle_minutes", 2 / 60.0).build();
    try (NatsCluster cluster =
            NatsCluster.named("I")
                .servers(2, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .start();
        Watch watch = Watch.over(cluster, impatient);
        RawClient silent = RawClient.login(cluster.server("i1"), "acme", "silent");
        RawClient waiting = RawClient.login(cluster.server("i2"), "acme", "waiting");
        RawClient sender = RawClient.login(cluster.server("i1"), "acme", "sender");
        RawClient receiver = RawClient.login(cluster.server("i1"), "acme", "receiver")) {
      waiting.subscribe("rare");
      receiver.subscribe("work");
      sender.publish("work");

      awaitIdle(
          watch,
          "silent, and without a subscription",
          "silent, 0 subscriptions",
          "waiting, 1 subscriptions");
      assertThat(Real.found(Real.audit(cluster, config)))
          .as("nobody was idle for five minutes")
          .isEmpty();

      silent.publish("nobody.listens");
      awaitIdle(
          watch, "who has said something once is not found again", "waiting, 1 subscriptions");
    }
  }

  private static void awaitIdle(Watch watch, String when, String... clients) {
    Eventually.until(
        when + ": " + Set.of(clients),
        Duration.ofSeconds(30),
        () ->
            watch.audit().findings().stream()
                .map(AuditedFinding::finding)
                .map(IdleClientsTest::described)
                .collect(Collectors.toSet())
                .equals(Set.of(clients)));
  }

  /** The client and how many subscriptions it has. */
  private static String described(Finding finding) {
    return Stream.of("client", "subscriptions")
        .map(finding.evidence()::get)
        .map(value -> value == null ? "unnamed" : value.display())
        .collect(Collectors.joining(", "));
  }
}
