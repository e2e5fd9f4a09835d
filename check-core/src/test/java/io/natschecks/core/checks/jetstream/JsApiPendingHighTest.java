// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsApiPendingHighTest extends CheckContract {

  @Override
  protected JsApiPendingHigh check() {
    return new JsApiPendingHigh();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1000,0", "1001,1", "9223372036854775807,1"})
  void firesAboveTheLimit(long inflight, int findings) {
    assertThat(tester().run(with(inflight).snapshot())).hasFindings(findings);
  }

  @Test
  void saysHowManyRequestsWait() {
    assertThat(tester().run(with(1_001).snapshot()))
        .onlyFinding()
        .hasKey("JETSTREAM_005 server/A/a1")
        .hasSeverity(Severity.WARNING)
        .hasMessage("server A/a1: 1,001 API requests queued or running (reported above 1,000)")
        .hasEvidence("inflight", 1_001)
        .hasObserved(1_001)
        .hasLimit(1_000);
  }

  @Test
  void leavesOutServersWithoutJetStream() {
    assertThat(
            tester().run(with(5_000).jetStream("a1", server -> server.enabled(false)).snapshot()))
        .passed();
  }

  @Test
  void namesTheServersThatDidNotSay() {
    assertThat(
            tester()
                .run(with(5_000).missing(Section.JSZ, "a1", Coverage.Status.REFUSED).snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.REFUSED);
  }

  @Test
  void followsItsParameter() {
    assertThat(tester().with(JsApiPendingHigh.MAX_PENDING, 0L).run(with(1).snapshot()))
        .hasFindings(1);
  }

  @Test
  void foreseesWhenItFires() {
    assertThat(tester().runHourly(n -> with(n).snapshot(), 401, 501, 601, 701, 801))
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofHours(2));
  }

  @Test
  void foreseesNothingWithoutATrend() {
    assertThat(tester().runHourly(n -> with(n).snapshot(), 801, 0, 901, 0, 801)).hasForecasts(0);
  }

  private static DeploymentBuilder with(long inflight) {
    return Deployments.healthy()
        .jetStream("a1", server -> server.api(new ApiStatistics(10_000, 0, inflight)));
  }
}
