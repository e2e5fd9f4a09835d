// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CheckResultTest {

  @Test
  void nothingLookedAtIsNoPass() {
    CheckResult result = CheckResult.builder(10).build();

    assertThat(result.status()).isEqualTo(CheckResult.Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void onlyGapsIsASkipWithTheFirstReason() {
    CheckResult result =
        CheckResult.builder(10)
            .gap(new Gap("server n1", SkipReason.TIMED_OUT, "no answer in 5 s"))
            .gap(new Gap("server n2", SkipReason.REFUSED, ""))
            .build();

    assertThat(result.status()).isEqualTo(CheckResult.Status.SKIPPED);
    assertThat(result.skipReason()).isEqualTo(SkipReason.TIMED_OUT);
    assertThat(result.detail()).isEqualTo("server n1: no answer in 5 s, and 1 more");
    assertThat(result.notLookedAt()).isEqualTo(2);
  }

  @Test
  void aPassKeepsItsGaps() {
    CheckResult result =
        CheckResult.builder(10)
            .lookedAt()
            .gap(new Gap("server n1", SkipReason.TIMED_OUT, "no answer in 5 s"))
            .build();

    assertThat(result.status()).isEqualTo(CheckResult.Status.PASSED);
    assertThat(result.gaps()).hasSize(1);
  }

  @Property
  void isTheSameIfFindingsThatWouldNotBeKeptAreOnlyCounted(
      @ForAll @IntRange(min = 1, max = 20) int most,
      @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> names) {
    CheckResult.Builder all = CheckResult.builder(most);
    CheckResult.Builder needed = CheckResult.builder(most);
    for (int name : names) {
      Finding finding = finding(name);
      all.finding(finding);
      if (!needed.onlyCounts(false, finding.severity(), finding.key())) {
        needed.finding(finding);
      }
    }

    assertThat(needed.build()).isEqualTo(all.build());
  }

  @Property
  void keepsTheFirstFindingsAndCountsAll(
      @ForAll @IntRange(min = 1, max = 20) int most,
      @ForAll @Size(max = 60) List<@IntRange(max = 9) Integer> names) {
    CheckResult.Builder builder = CheckResult.builder(most);
    names.forEach(name -> builder.lookedAt().finding(finding(name)));
    CheckResult result = builder.build();

    assertThat(result.findingCount()).isEqualTo(names.size());
    assertThat(result.findings())
        .isEqualTo(
            names.stream()
                .map(CheckResultTest::finding)
                .sorted(Finding.ORDER)
                .limit(most)
                .toList());
  }

  private static Finding finding(int name) {
    return new Finding(
        "ACME_001",
        Severity.values()[name % Severity.values().length],
        new Entity.Cluster("c" + name),
        "",
        "message",
        Evidence.NONE);
  }
}
