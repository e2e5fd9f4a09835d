// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.GatewayAccount;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On the gateways of cluster A of the healthy deployment towards cluster B. */
class OptimisticGatewayInterestTest extends CheckContract {

  @Override
  protected OptimisticGatewayInterest check() {
    return new OptimisticGatewayInterest();
  }

  @Test
  void makesOneFindingOfAllServers() {
    CheckResult result =
        tester()
            .run(
                Deployments.healthy()
                    .server("a3", a3 -> a3.gateways(outbound("Optimistic", 3, 0, 7)))
                    .server("a1", a1 -> a1.gateways(outbound("Optimistic", 12, 5, 1)))
                    .server("a2", a2 -> a2.gateways(outbound("Optimistic", 1, 9, 0)))
                    .snapshot());

    assertThat(result)
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_PLACE_004 gateway/A/a1/B account=ACME")
        .hasMessage(
            "gateway A/a1/B: account ACME is in mode Optimistic on 3 servers (12 subjects refused so"
                + " far, the mode changes at 1,000)")
        .hasEvidence("interest_mode", "Optimistic")
        .hasEvidence("expected", "Interest-Only")
        .hasEvidence("account", "ACME")
        .hasEvidence("remote_cluster", "B")
        .hasEvidence("no_interest_count", 12)
        .hasEvidence("interest_only_threshold", 1_000)
        .hasEvidence("total_subscriptions", 9)
        .hasEvidence("local_servers", 3)
        .hasEvidence("servers", "a1, a2, a3");
  }

  @Test
  void firesOnASingleServer() {
    assertThat(run(outbound("Optimistic", 1, 0, 0))).findsExactly("gateway A/a2/B");
  }

  @Test
  void staysSilentInTheOtherModes() {
    assertThat(run(outbound("Interest-Only", 12, 5, 1))).passed();
    assertThat(run(outbound("Transitioning", 12, 5, 1))).passed();
    assertThat(run(outbound("optimistic", 12, 5, 1))).passed();
  }

  @Test
  void leavesOutAnAccountOfWhichTheRemoteWantsNothing() {
    assertThat(run(outbound("Optimistic", 0, 0, 0))).passed();
  }

  @Test
  void passesAnAccountThatIsNotListed() {
    assertThat(run(List.of(Gateway.builder("B", true).build()))).passed();
  }

  @Test
  void looksAtOutboundGatewaysOnly() {
    GatewayAccount optimistic = new GatewayAccount("ACME", "Optimistic", 12, 1_000, 5, 1);

    assertThat(run(List.of(Gateway.builder("B", false).accounts(List.of(optimistic)).build())))
        .passed();
  }

  @Test
  void keepsAccountsAndRemotesApart() {
    GatewayAccount acme = new GatewayAccount("ACME", "Optimistic", 12, 1_000, 5, 1);
    GatewayAccount beta = new GatewayAccount("BETA", "Optimistic", 12, 1_000, 5, 1);

    assertThat(
            run(
                List.of(
                    Gateway.builder("B", true).accounts(List.of(acme, beta)).build(),
                    Gateway.builder("C", true).accounts(List.of(acme)).build())))
        .hasFindings(3);
  }

  @Test
  void recordsServersThatDidNotSay() {
    Snapshot snapshot =
        Deployments.healthy()
            .server("a2", a2 -> a2.gateways(outbound("Optimistic", 1, 0, 0)))
            .missing(Section.GATEWAYZ_ACCOUNTS, "a2", Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot)).findsNothing().hasGap("server A/a2", SkipReason.TIMED_OUT);
  }

  private CheckResult run(List<Gateway> gateways) {
    return tester().run(Deployments.healthy().server("a2", a2 -> a2.gateways(gateways)).snapshot());
  }

  private static List<Gateway> outbound(
      String mode, long noInterest, long subscriptions, long queueSubscriptions) {
    return List.of(
        Gateway.builder("B", true)
            .accounts(
                List.of(
                    new GatewayAccount(
                        "ACME", mode, noInterest, 1_000, subscriptions, queueSubscriptions)))
            .build());
  }
}
