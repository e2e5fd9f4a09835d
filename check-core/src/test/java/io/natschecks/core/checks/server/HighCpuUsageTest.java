// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighCpuUsageTest extends CheckContract {

  @Override
  protected HighCpuUsage check() {
    return new HighCpuUsage();
  }

  @ParameterizedTest
  @CsvSource({"90, 1", "360, 4", "400, 4"})
  void firesFromTheLimitOn(double cpu, int cores) {
    assertThat(run(cpu, cores)).findsExactly("server A/a1");
  }

  @ParameterizedTest
  @CsvSource({"89.9, 1", "359.9, 4", "90, 4"})
  void staysSilentBelowEvenIfItRoundsToTheLimit(double cpu, int cores) {
    assertThat(run(cpu, cores)).passed();
  }

  @Test
  void saysWhatTheServerUses() {
    assertThat(run(370, 4))
        .onlyFinding()
        .hasMessage("server A/a1: CPU at 92.5 percent of each of 4 cores (reported from 90)")
        .hasObserved(92.5)
        .hasLimit(90)
        .hasEvidence("cpu", 370)
        .hasEvidence("cores", 4)
        .hasEvidence("gomaxprocs", 4);
  }

  @Test
  void cannotJudgeAServerWithoutCores() {
    assertThat(run(400, 0)).passed().hasGap("server A/a1", SkipReason.NOT_EVALUABLE).lookedAt(6);
  }

  @Test
  void recordsAServerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .missing(Section.VARZ, "a1", Coverage.Status.REFUSED)
                        .snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.REFUSED);
  }

  @Test
  void followsItsParameter() {
    assertThat(tester().with(HighCpuUsage.CPU_PERCENT, 12.0).run(Deployments.healthy().snapshot()))
        .hasFindings(7);
  }

  @Property
  void moreCoresWithAsMuchMoreLoadChangeNothing(
      @ForAll @IntRange(min = 0, max = 100) int perCore,
      @ForAll @IntRange(min = 1, max = 256) int cores) {
    assertThat(run((double) perCore * cores, cores)).hasFindings(perCore >= 90 ? 1 : 0);
  }

  private CheckResult run(double cpu, int cores) {
    return tester()
        .run(Deployments.healthy().statistics("a1", all -> all.cpu(cpu).cores(cores)).snapshot());
  }
}
