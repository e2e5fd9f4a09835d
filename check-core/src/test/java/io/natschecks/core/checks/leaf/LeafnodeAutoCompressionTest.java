// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeafnodeAutoCompressionTest extends CheckContract {

  @Override
  protected LeafnodeAutoCompression check() {
    return new LeafnodeAutoCompression();
  }

  @ParameterizedTest(name = "{0} leaf nodes, {1} of them automatic: {2} findings")
  @CsvSource({"20,20,0", "21,1,1", "21,0,0", "0,0,0"})
  void firesAboveTheNumberOfLeafNodesIfOneIsAutomatic(int leafs, int automatic, int findings) {
    assertThat(tester().run(now(leafs(leafs, "s2_auto", automatic)))).hasFindings(findings);
  }

  @Test
  void saysHowManyAreAutomatic() {
    assertThat(tester().run(now(leafs(30, "s2_auto", 3))))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(
            "server A/a2: 30 leaf node connections, at least 3 with automatic compression, reported"
                + " by the server (reported above 20)")
        .hasObserved(30)
        .hasLimit(20)
        .hasEvidence("auto_count", 3)
        .hasEvidence("auto_mode", "reported")
        .hasEvidence("levels", "s2_auto, s2_fast");
  }

  @Test
  void infersTheModeFromALevelThatChanged() {
    assertThat(
            tester()
                .after(List.of(before(leafs(21, "s2_better", 2))))
                .run(now(leafs(21, "s2_better", 0))))
        .onlyFinding()
        .hasMessageContaining(
            "at least 2 with automatic compression, inferred from a changed level")
        .hasEvidence("auto_count", 2)
        .hasEvidence("auto_mode", "inferred");
  }

  @Test
  void differentLevelsAtOneTimeProveNothing() {
    assertThat(
            tester()
                .after(List.of(before(leafs(21, "s2_better", 2))))
                .run(now(leafs(21, "s2_better", 2))))
        .passed();
  }

  @Test
  void turningCompressionOnProvesNothing() {
    assertThat(
            tester().after(List.of(before(leafs(21, "off", 2)))).run(now(leafs(21, "s2_fast", 0))))
        .passed();
  }

  @Test
  void anotherProcessIsAnotherServer() {
    Snapshot before =
        DeploymentBuilder.from(before(leafs(21, "s2_better", 2)))
            .server("a2", a2 -> a2.id("ID-old"))
            .snapshot();

    assertThat(tester().after(List.of(before)).run(now(leafs(21, "s2_fast", 0)))).passed();
  }

  @Test
  void infersNothingOfConnectionsWithoutANumber() {
    assertThat(
            tester()
                .after(List.of(before(unnumbered(leafs(21, "s2_better", 2)))))
                .run(now(unnumbered(leafs(21, "s2_fast", 0)))))
        .passed();
  }

  @Test
  void cannotTellOfReleasesThatDoNotCompress() {
    Snapshot old =
        DeploymentBuilder.from(now(leafs(21, null, 21)))
            .server("a2", a2 -> a2.version(ServerVersion.parse("2.9.25")))
            .snapshot();

    assertThat(tester().run(old)).findsNothing().hasGap("server A/a2", SkipReason.NOT_IN_RELEASE);
    assertThat(tester().run(now(leafs(20, null, 20)))).passed().notLookedAt(0);
  }

  @Test
  void cannotJudgeAServerThatCompressesAndDoesNotSayHow() {
    assertThat(tester().run(now(leafs(21, null, 21))))
        .findsNothing()
        .hasGap("server A/a2", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void recordsAServerThatDoesNotTell() {
    Snapshot snapshot =
        DeploymentBuilder.from(now(leafs(30, "s2_auto", 3)))
            .missing(Section.LEAFZ, "a2", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot)).passed().hasGap("server A/a2", SkipReason.TIMED_OUT);
  }

  @Test
  void followsItsParameter() {
    assertThat(
            tester().with(LeafnodeAutoCompression.MIN_LEAFS, 30L).run(now(leafs(30, "s2_auto", 3))))
        .passed();
  }

  private static Snapshot before(List<LeafNode> leafs) {
    return snapshot(Duration.ofMinutes(-1), leafs);
  }

  private static Snapshot now(List<LeafNode> leafs) {
    return snapshot(Duration.ZERO, leafs);
  }

  private static Snapshot snapshot(Duration later, List<LeafNode> leafs) {
    return Deployments.healthy(later).server("a2", a2 -> a2.leafNodes(leafs)).snapshot();
  }

  /** The first of them are compressed in another way than the others, which use s2_fast. */
  private static List<LeafNode> leafs(int count, @Nullable String other, int others) {
    List<LeafNode> leafs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leafs.add(
          LeafNode.builder("leaf-" + i)
              .id(500L + i)
              .compression(i < others ? other : "s2_fast")
              .build());
    }
    return leafs;
  }

  private static List<LeafNode> unnumbered(List<LeafNode> leafs) {
    return leafs.stream().map(leaf -> leaf.toBuilder().id(null).build()).toList();
  }
}
