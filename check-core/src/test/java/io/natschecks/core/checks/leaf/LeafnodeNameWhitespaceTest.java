// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeafnodeNameWhitespaceTest extends CheckContract {

  @Override
  protected LeafnodeNameWhitespace check() {
    return new LeafnodeNameWhitespace();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edge 01", "edge-01 ", "edge\t01"})
  void firesForWhiteSpaceAnywhere(String name) {
    assertThat(run(leaf(name, 1))).hasFindings(1);
  }

  @Test
  void staysSilentForANameWithout() {
    assertThat(run(leaf("edge-01", 1))).passed();
  }

  @Test
  void saysWhereTheLinkIs() {
    assertThat(run(leaf("edge 01", 1)))
        .onlyFinding()
        .hasMessage("leafnode a1/edge 01/ACME: the name \"edge\u242301\" holds white space")
        .hasEvidence("name", "\"edge\u242301\"")
        .hasEvidence("server", "a1")
        .hasEvidence("account", "ACME")
        .hasEvidence("address", "10.0.0.9:1");
  }

  @Test
  void reportsSeveralLinksOfOneNameOnce() {
    assertThat(run(leaf("edge 01", 1), leaf("edge 01", 2))).onlyFinding().hasEvidence("links", 2);
  }

  @Test
  void doesNotLookAtLinksThatAnOldServerDoesNotName() {
    assertThat(run(leaf("", 1)))
        .passed()
        .hasGap("leafnode a1/10.0.0.9:1/ACME", SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void isSkippedWithoutLeafNodes() {
    assertThat(
            tester()
                .run(Deployments.healthy().servers(each -> each.leafNodes(List.of())).snapshot()))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void recordsAServerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.leafNodes(null))
                        .missing(Section.LEAFZ, "a1", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .lookedAt(2)
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private CheckResult run(LeafNode... leafs) {
    return tester()
        .run(
            Deployments.healthy()
                .server("a1", server -> server.leafNodes(List.of(leafs)))
                .snapshot());
  }

  private static LeafNode leaf(String name, int port) {
    return LeafNode.builder(name).account(Deployments.ACME).ip("10.0.0.9").port(port).build();
  }
}
