// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HighLeafRttTest extends CheckContract {

  @Override
  protected HighLeafRtt check() {
    return new HighLeafRtt();
  }

  static Stream<Duration> slow() {
    return Stream.of(
        Duration.ofNanos(100_100_000), Duration.ofMillis(60_500), Duration.ofNanos(100_000_001));
  }

  static Stream<Duration> fast() {
    return Stream.of(Duration.ofMillis(100), Duration.ofNanos(391_000));
  }

  @ParameterizedTest
  @MethodSource("slow")
  void firesAboveTheLimit(Duration rtt) {
    assertThat(run(leaf(rtt, 1))).findsExactly("leafnode a1/edge/ACME");
  }

  @ParameterizedTest
  @MethodSource("fast")
  void staysSilentUpToTheLimit(Duration rtt) {
    assertThat(run(leaf(rtt, 1))).passed();
  }

  @Test
  void saysHowSlowTheLinkIs() {
    assertThat(run(leaf(Duration.ofNanos(120_440_000), 1)))
        .onlyFinding()
        .hasMessage("leafnode a1/edge/ACME: round trip takes 120.4 ms (reported above 100 ms)")
        .hasObserved(120.44)
        .hasLimit(100)
        .hasEvidence("server", "a1")
        .hasEvidence("leaf", "edge")
        .hasEvidence("account", "ACME")
        .hasEvidence("side", "hub");
  }

  @Test
  void cannotJudgeWhatWasNotMeasuredYet() {
    assertThat(run(leaf(Duration.ZERO, 1)))
        .skipped()
        .hasGap("leafnode a1/edge/ACME", SkipReason.NOT_EVALUABLE);
    assertThat(run(leaf(null, 1))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void reportsTheSlowestOfLinksThatShareAName() {
    assertThat(run(leaf(Duration.ofMillis(110), 1), leaf(Duration.ofMillis(130), 2), leaf(null, 3)))
        .onlyFinding()
        .hasObserved(130)
        .hasEvidence("address", "10.0.0.9:2")
        .hasEvidence("links", 3);
  }

  @Test
  void namesALinkByItsAddressIfTheServerDoesNot() {
    LeafNode unnamed =
        LeafNode.builder("").ip("10.0.0.9").port(5).rtt(Duration.ofMillis(130)).build();

    assertThat(run(unnamed)).findsExactly("leafnode a1/10.0.0.9:5");
  }

  @Test
  void judgesALinkAtTheHubIfBothEndsAnswered() {
    assertThat(tester().run(slowAtTheSpoke().snapshot())).passed().lookedAt(2);
  }

  @Test
  void judgesALinkAtTheSpokeIfTheHubDidNotAnswer() {
    Snapshot snapshot =
        slowAtTheSpoke()
            .server("a1", server -> server.leafNodes(null))
            .missing(Section.LEAFZ, "a1", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot))
        .hasGap("server A/a1", SkipReason.TIMED_OUT)
        .findsExactly("leafnode edge/a1/ACME", "leafnode edge/a1/SYS")
        .finding("leafnode edge/a1/ACME")
        .hasEvidence("side", "spoke");
  }

  private static DeploymentBuilder slowAtTheSpoke() {
    return Deployments.healthy()
        .server(
            "edge",
            server ->
                server.leafNodes(
                    server.build().leafNodes().stream()
                        .map(leaf -> leaf.toBuilder().rtt(Duration.ofMillis(150)).build())
                        .toList()));
  }

  private CheckResult run(LeafNode... leafs) {
    return tester()
        .run(
            Deployments.healthy()
                .server("a1", server -> server.leafNodes(List.of(leafs)))
                .snapshot());
  }

  private static LeafNode leaf(@Nullable Duration rtt, int port) {
    return LeafNode.builder(Deployments.EDGE)
        .account(Deployments.ACME)
        .ip("10.0.0.9")
        .port(port)
        .rtt(rtt)
        .build();
  }
}
