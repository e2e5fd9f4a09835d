// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import static io.natschecks.core.checks.meta.MetaSnapshots.group;
import static io.natschecks.core.checks.meta.MetaSnapshots.of;
import static io.natschecks.core.checks.meta.MetaSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.testkit.CheckContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvenMetaGroupTest extends CheckContract {

  @Override
  protected EvenMetaGroup check() {
    return new EvenMetaGroup();
  }

  @ParameterizedTest
  @CsvSource({"4,1", "3,0", "2,1", "1,0"})
  void firesForAnEvenNumber(int size, int findings) {
    assertThat(tester().run(group(size, 0))).hasFindings(findings).lookedAt(1);
  }

  @Test
  void saysWhatCanBeLost() {
    assertThat(tester().run(group(4, 0)))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "meta-cluster hub: 4 peers, an even number: 3 needed for a quorum, 1 can be lost")
        .hasObserved(4)
        .hasEvidence("failures_tolerated", 1)
        .hasEvidence("peer_names", "n1, n2, n3, n4");
  }

  @Test
  void countsPeersThatAreDown() {
    assertThat(tester().run(group(4, 1))).hasFindings(1);
  }

  @Test
  void isSkippedWithoutAMetaGroup() {
    assertThat(tester().run(of())).skipped();
  }

  @Test
  void cannotTellWhereNobodyGivesTheSize() {
    assertThat(tester().run(of(view("n1", "n1", 0)))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void takesTheLargestSizeThatAMemberGives() {
    assertThat(tester().run(of(view("n1", "n1", 2), view("n2", "n1", 3)))).passed();
  }
}
