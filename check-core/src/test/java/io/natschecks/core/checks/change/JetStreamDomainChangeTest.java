// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JetStreamDomainChangeTest extends CheckContract {

  @Override
  protected JetStreamDomainChange check() {
    return new JetStreamDomainChange();
  }

  @Test
  void firesForAnotherDomainAfterARestart() {
    assertThat(run(domain("hub"), domain("hub2").server("a1", server -> server.id("NEW"))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage("server A/a1: JetStream domain changed from hub to hub2")
        .hasEvidence("domain", "hub2")
        .hasEvidence("previous_domain", "hub")
        .hasEvidence("restarted", "yes");
  }

  @Test
  void firesForADomainWhereThereWasNone() {
    assertThat(run(domain(null), domain("hub")))
        .onlyFinding()
        .hasMessage("server A/a1: JetStream domain changed from (empty) to hub")
        .hasEvidence("restarted", "no");
  }

  @Test
  void firesForADomainThatIsGone() {
    assertThat(run(domain("hub"), domain(""))).onlyFinding().hasEvidence("domain", "(empty)");
  }

  @Test
  void staysSilentForTheSameDomain() {
    assertThat(run(domain("hub"), domain("hub"))).passed().notLookedAt(0);
    assertThat(run(domain(null), domain(""))).passed();
  }

  @Test
  void doesNotCompareWithATimeWithoutJetStream() {
    assertThat(run(domain(null).server("a1", server -> server.jetStream(false)), domain("hub")))
        .passed()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotSpeakOfAServerWithoutJetStreamNow() {
    assertThat(run(domain("hub"), domain(null).server("a1", server -> server.jetStream(false))))
        .passed()
        .notLookedAt(0);
  }

  @Test
  void staysSilentForAServerThatIsNew() {
    assertThat(run(domain("hub").without("a1"), domain("hub2")))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void doesNotCompareWithAServerThatDidNotSay() {
    assertThat(run(domain(null).missing(Section.VARZ, "a1", Status.TIMED_OUT), domain("hub")))
        .passed()
        .hasGap("server A/a1", SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void doesNotCompareServersThatShareAName() {
    Server twin =
        Server.builder("TWIN", "a1").cluster("edge").jetStream(true).domain("other").build();

    assertThat(run(domain("hub"), domain("hub2").add(twin)))
        .passed()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
    assertThat(run(domain("hub").add(twin), domain("hub2")))
        .passed()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(domain("hub").snapshot())).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  private CheckResult run(DeploymentBuilder before, DeploymentBuilder now) {
    return tester().previous(before.snapshot()).run(now.snapshot());
  }

  private static DeploymentBuilder domain(@Nullable String domain) {
    return Deployments.healthy().server("a1", server -> server.domain(domain));
  }
}
