// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HighGatewayRttTest extends CheckContract {

  @Override
  protected HighGatewayRtt check() {
    return new HighGatewayRtt();
  }

  @Test
  void staysSilentAtExactlyTheBound() {
    assertThat(run(outbound("ID-b1", Duration.ofMillis(50)))).passed();
  }

  @Test
  void firesAboveTheBound() {
    assertThat(run(outbound("ID-b1", Duration.ofNanos(50_100_000))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasKey("SERVER_018 server/A/a1 remote=b1")
        .hasMessage("server A/a1: gateway to b1 of cluster B takes 50.1 ms (reported above 50 ms)")
        .hasObserved(50.1)
        .hasLimit(50)
        .hasEvidence("remote", "b1")
        .hasEvidence("remote_id", "ID-b1")
        .hasEvidence("remote_cluster", "B")
        .hasEvidence("direction", "outbound")
        .hasEvidence("slow_connections", 1)
        .hasEvidence("connections", 1);
  }

  @Test
  void doesNotJudgeWhatIsNotMeasured() {
    assertThat(run(outbound("ID-b1", Duration.ZERO), outbound("ID-b2", null)))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void passesOverWhatIsNotMeasuredBesideOthers() {
    assertThat(run(outbound("ID-b1", Duration.ofMillis(8)), inbound("ID-b2", Duration.ZERO)))
        .passed();
  }

  @Test
  void givesOneFindingForThreeConnectionsToOneServer() {
    assertThat(
            run(
                outbound("ID-b1", Duration.ofMillis(20)),
                inbound("ID-b1", Duration.ofMillis(20)),
                inbound("ID-b1", Duration.ofMillis(70))))
        .onlyFinding()
        .hasObserved(70)
        .hasEvidence("direction", "inbound")
        .hasEvidence("slow_connections", 1)
        .hasEvidence("connections", 3);
  }

  @Test
  void keepsTwoRemoteServersApart() {
    assertThat(
            run(outbound("ID-b1", Duration.ofMillis(80)), inbound("ID-b2", Duration.ofMillis(80))))
        .findsExactly("SERVER_018 server/A/a1 remote=b1", "SERVER_018 server/A/a1 remote=b2");
  }

  @Test
  void namesAnUnknownRemoteByItsId() {
    String id = "N" + "C".repeat(55);

    assertThat(run(outbound(id, Duration.ofMillis(80))))
        .onlyFinding()
        .hasKey("SERVER_018 server/A/a1 remote=" + id)
        .hasMessageContaining("gateway to NCCCCCCC... of cluster B")
        .hasEvidence("remote_id", "NCCCCCCC...");
  }

  @Test
  void namesTheClusterOfARemoteWithoutId() {
    assertThat(run(outbound(null, Duration.ofMillis(80))))
        .onlyFinding()
        .hasMessageContaining("gateway to an unknown server of B");
  }

  @Test
  void recordsServersThatDidNotSay() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .missing(Section.GATEWAYZ, "a1", Status.TIMED_OUT)
                        .snapshot()))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private static Gateway outbound(@Nullable String remoteId, @Nullable Duration rtt) {
    return Gateway.builder("B", true).remoteId(remoteId).rtt(rtt).build();
  }

  private static Gateway inbound(@Nullable String remoteId, Duration rtt) {
    return Gateway.builder("B", false).remoteId(remoteId).rtt(rtt).build();
  }

  private CheckResult run(Gateway... gateways) {
    return tester()
        .run(
            Deployments.healthy()
                .server("a1", server -> server.gateways(List.of(gateways)))
                .snapshot());
  }
}
