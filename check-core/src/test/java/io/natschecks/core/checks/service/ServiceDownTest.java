// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.service;

import static io.natschecks.core.checks.service.Services.running;
import static io.natschecks.core.checks.service.Services.service;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Service;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import org.junit.jupiter.api.Test;

class ServiceDownTest extends CheckContract {

  private static final Service TWO = service("ACME", "go/1.37.0", "go/1.37.0");
  private static final Service ONE = service("ACME", "go/1.37.0");

  @Override
  protected ServiceDown check() {
    return new ServiceDown();
  }

  @Test
  void firesWhenTheLastInstanceIsGone() {
    assertThat(run(running(TWO), running()))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasKey("SERVICE_002 service/ACME/pricing")
        .hasMessage("service ACME/pricing: no instance is left of 2 at 2026-02-01T12:00:00Z")
        .hasObserved(0)
        .hasEvidence("instances_before", 2)
        .hasEvidence("clients_before", "client-I0 on b1, client-I1 on b1")
        .hasEvidence("last_seen", "2026-02-01T12:00:00Z")
        .hasEvidence("servers_asked", 7);
  }

  @Test
  void passesWhileAnInstanceIsLeft() {
    assertThat(run(running(TWO), running(ONE))).passed();
  }

  @Test
  void saysNothingOfAServiceThatWasGoneBefore() {
    assertThat(run(running(service("ACME")), running())).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void isSkippedWithoutAPreviousSnapshot() {
    assertThat(tester().run(running(TWO).snapshot())).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void isSkippedIfThePreviousSnapshotDoesNotTellServices() {
    assertThat(
            run(running().missing(Section.SERVICES, Coverage.Status.NOT_REQUESTED), running(TWO)))
        .skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void cannotTellIfTheHostDidNotSay() {
    assertThat(
            run(running(TWO), running().missing(Section.SERVICES, "b1", Coverage.Status.TIMED_OUT)))
        .skipped(SkipReason.TIMED_OUT)
        .hasGap("service ACME/pricing", SkipReason.TIMED_OUT);
  }

  @Test
  void cannotTellIfAServerDidNotSayToWhichInstancesMayHaveGone() {
    assertThat(run(running(TWO), running().silent("b2")))
        .skipped(SkipReason.TIMED_OUT)
        .hasGap("service ACME/pricing", SkipReason.TIMED_OUT);
  }

  @Test
  void firesWhenTheHostIsGoneForGood() {
    assertThat(run(running(TWO), running().without("b1"))).hasFindings(1);
  }

  @Test
  void missesAServiceInItsAccountWhenItMovedToAnother() {
    assertThat(run(running(ONE), running(service("BETA", "go/1.37.0"))))
        .findsExactly("service ACME/pricing");
  }

  private CheckResult run(DeploymentBuilder before, DeploymentBuilder now) {
    return tester().previous(before.snapshot()).run(now.snapshot());
  }
}
