// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsApiRequestRateHighTest extends CheckContract {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Override
  protected JsApiRequestRateHigh check() {
    return new JsApiRequestRateHigh();
  }

  @ParameterizedTest
  @CsvSource({"0,3000,1", "0,2999,0", "100000,103000,1", "100000,500,0", "0,0,0"})
  void firesFromTheRateOn(long before, long now, int findings) {
    assertThat(run(at(MINUTE.negated(), before), at(Duration.ZERO, now))).hasFindings(findings);
  }

  @Test
  void saysHowManyRequestsCameInWhichTime() {
    Snapshot before = at(MINUTE.negated(), 1_000);
    Snapshot now =
        Deployments.healthy()
            .jetStream("a1", server -> server.api(new ApiStatistics(7_010, 25, 0)))
            .snapshot();

    assertThat(run(before, now))
        .lookedAt(4)
        .onlyFinding()
        .hasKey("JETSTREAM_004 server/A/a1")
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "server A/a1: 100.17 API requests per second, in the last 1m0s (reported from 50)")
        .hasObserved(6_010 / 60.0)
        .hasLimit(50)
        .hasEvidence("requests", 6_010)
        .hasEvidence("errors", 25)
        .hasEvidence("interval", "1m0s");
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(at(Duration.ZERO, 1_000_000))).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void cannotTellWhenNoTimeHasPassed() {
    assertThat(run(at(Duration.ZERO, 0), at(Duration.ZERO, 3_000)))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotCompareAServerWithItsPredecessor() {
    Snapshot before =
        DeploymentBuilder.from(at(MINUTE.negated(), 0))
            .server("a1", server -> server.id("ID-a1-before"))
            .snapshot();

    assertThat(run(before, at(Duration.ZERO, 30_000)))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void doesNotJudgeAServerThatIsNew() {
    Snapshot before = DeploymentBuilder.from(at(MINUTE.negated(), 0)).without("a1").snapshot();

    assertThat(run(before, at(Duration.ZERO, 30_000)))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void tellsTheTimeByTheServersOwnClock() {
    Snapshot slow =
        DeploymentBuilder.from(at(Duration.ZERO, 3_000))
            .statistics("a1", server -> server.now(Deployments.NOW.plusSeconds(60)))
            .snapshot();

    assertThat(run(at(MINUTE.negated(), 0), slow)).passed();
  }

  @Test
  void tellsTheTimeByTheSnapshotsWhereTheServerTellsNone() {
    Snapshot now =
        DeploymentBuilder.from(at(Duration.ZERO, 3_000))
            .server("a1", server -> server.statistics(null))
            .missing(Section.VARZ, "a1", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(run(at(MINUTE.negated(), 0), now)).hasFindings(1);
  }

  @Test
  void leavesOutServersWithoutJetStream() {
    Snapshot now =
        DeploymentBuilder.from(at(Duration.ZERO, 30_000))
            .jetStream("a1", server -> server.enabled(false))
            .snapshot();

    assertThat(run(at(MINUTE.negated(), 0), now)).passed().lookedAt(3);
  }

  @Property(tries = 200)
  void firesExactlyFromFiftyASecondOn(
      @ForAll @LongRange(max = 10_000) long before, @ForAll @LongRange(max = 10_000) long now) {
    assertThat(run(at(MINUTE.negated(), before), at(Duration.ZERO, now)))
        .hasFindings(now - before >= 3_000 ? 1 : 0);
  }

  private CheckResult run(Snapshot before, Snapshot now) {
    return tester().previous(before).run(now);
  }

  private static Snapshot at(Duration later, long total) {
    return Deployments.healthy(later)
        .jetStream("a1", server -> server.api(new ApiStatistics(total, 0, 0)))
        .snapshot();
  }
}
