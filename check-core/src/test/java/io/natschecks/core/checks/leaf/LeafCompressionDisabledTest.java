// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafCompressionDisabledTest extends CheckContract {

  @Override
  protected LeafCompressionDisabled check() {
    return new LeafCompressionDisabled();
  }

  @Test
  void firesWhereCompressionIsOff() {
    assertThat(run(leaf("off", 1)))
        .onlyFinding()
        .hasMessage("leafnode a1/edge/ACME: compression is off on 1 of 1 link")
        .hasSeverity(Severity.INFO)
        .hasEvidence("compression", "off")
        .hasEvidence("server", "a1")
        .hasEvidence("leaf", "edge")
        .hasEvidence("account", "ACME")
        .hasEvidence("ip", "10.0.0.9")
        .hasEvidence("is_spoke", "no")
        .hasEvidence("rtt", "4ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not supported", "s2_fast", "s2_uncompressed", "s2_auto"})
  void acceptsAnythingElse(String compression) {
    assertThat(run(leaf(compression, 1))).passed().notLookedAt(0);
  }

  @Test
  void cannotJudgeWhatIsNotReported() {
    assertThat(run(leaf(null, 1)))
        .findsNothing()
        .hasGap("leafnode a1/edge/ACME", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void passesOverServersThatDoNotCompressYet() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server(
                            "a1",
                            server ->
                                server
                                    .version(ServerVersion.parse("2.9.25"))
                                    .leafNodes(List.of(leaf(null, 1))))
                        .snapshot()))
        .findsNothing()
        .hasGap("leafnode a1/edge/ACME", SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void reportsLinksThatShareANameOnce() {
    assertThat(run(leaf("s2_fast", 1), leaf("off", 2), leaf(null, 3)))
        .onlyFinding()
        .hasMessageContaining("off on 1 of 3 links")
        .hasEvidence("address", "10.0.0.9:2");
  }

  @Test
  void reportsBothEndsOfALink() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.leafNodes(List.of(leaf("off", 1))))
                        .server(
                            "edge",
                            server ->
                                server.leafNodes(
                                    List.of(
                                        LeafNode.builder("a1")
                                            .account(Deployments.ACME)
                                            .spoke(true)
                                            .compression("off")
                                            .build())))
                        .snapshot()))
        .findsExactly("leafnode a1/edge/ACME", "leafnode edge/a1/ACME");
  }

  @Test
  void recordsAServerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.leafNodes(null))
                        .missing(Section.LEAFZ, "a1", Coverage.Status.REFUSED)
                        .snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.REFUSED);
  }

  private CheckResult run(LeafNode... leafs) {
    return tester()
        .run(
            Deployments.healthy()
                .server("a1", server -> server.leafNodes(List.of(leafs)))
                .snapshot());
  }

  private static LeafNode leaf(@Nullable String compression, int port) {
    return LeafNode.builder(Deployments.EDGE)
        .account(Deployments.ACME)
        .ip("10.0.0.9")
        .port(port)
        .rtt(Duration.ofMillis(4))
        .compression(compression)
        .build();
  }
}
