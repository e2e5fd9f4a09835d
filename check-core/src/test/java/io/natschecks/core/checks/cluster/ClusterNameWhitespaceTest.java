// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterNameWhitespaceTest extends CheckContract {

  @Override
  protected ClusterNameWhitespace check() {
    return new ClusterNameWhitespace();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C1 ", " C1", "my cluster", "a\tb", "C1\n", "C1\r", "C1\f", " "})
  void firesForWhiteSpaceAnywhere(String cluster) {
    assertThat(run(cluster)).hasFindings(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C1", "", "a_b", "a\u000bb", "a\u00a0b"})
  void staysSilentForOtherNames(String cluster) {
    assertThat(run(cluster)).passed();
  }

  @Test
  void staysSilentWithoutAName() {
    assertThat(run(null)).passed();
  }

  @Test
  void showsTheWhiteSpace() {
    assertThat(run("C1\t "))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessageContaining(": its cluster name \"C1\\t\u2423\" holds white space")
        .hasEvidence("cluster_name", "\"C1\\t\u2423\"");
  }

  @Test
  void givesEachServerAFinding() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.cluster("A "))
                        .server("a2", server -> server.cluster("A "))
                        .snapshot()))
        .hasFindings(2);
  }

  @Test
  void recordsServersOfWhichItIsMissing() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy().missing(Section.VARZ, "a1", Status.TIMED_OUT).snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private CheckResult run(@Nullable String cluster) {
    return tester()
        .run(Deployments.healthy().server("a1", server -> server.cluster(cluster)).snapshot());
  }
}
