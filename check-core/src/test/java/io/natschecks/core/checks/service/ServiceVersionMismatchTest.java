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
import org.junit.jupiter.api.Test;

class ServiceVersionMismatchTest extends CheckContract {

  @Override
  protected ServiceVersionMismatch check() {
    return new ServiceVersionMismatch();
  }

  @Test
  void passesInstancesThatAreAlike() {
    assertThat(run(service("ACME", "go/1.37.0", "go/1.37.0"))).passed();
  }

  @Test
  void firesForTwoVersions() {
    assertThat(run(service("ACME", "go/1.37.0", "go/1.38.0"))).findsExactly("service ACME/pricing");
  }

  @Test
  void firesForTwoLanguagesOfOneVersion() {
    assertThat(run(service("ACME", "go/1.37.0", "java/1.37.0"))).hasFindings(1);
  }

  @Test
  void passesASingleInstance() {
    assertThat(run(service("ACME", "go/1.37.0"))).passed();
  }

  @Test
  void neverComparesAccounts() {
    assertThat(run(service("A", "go/1.37.0"), service("B", "go/1.38.0"))).passed().lookedAt(2);
  }

  @Test
  void countsTheInstancesOfEachVersionInOneFinding() {
    assertThat(
            run(
                service(
                    "ACME",
                    "go/1.38.0",
                    "go/1.37.0",
                    "go/1.37.0",
                    "go/1.37.0",
                    "go/1.37.0",
                    "go/1.37.0",
                    "go/1.37.0",
                    "go/1.37.0",
                    "go/1.37.0",
                    "go/1.38.0")))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasKey("SERVICE_001 service/ACME/pricing")
        .hasMessage(
            "service ACME/pricing: 10 instances run with 2 client libraries:"
                + " go/1.37.0 (8), go/1.38.0 (2)")
        .hasObserved(2)
        .hasLimit(1)
        .hasEvidence("instances_by_version", "go/1.37.0 (8), go/1.38.0 (2)")
        .hasEvidence("instances", 10)
        .hasEvidence("minority", "client-I0 on b1, client-I9 on b1");
  }

  @Test
  void leavesOutInstancesThatTellNeither() {
    assertThat(run(service("ACME", "go/1.37.0", "go/1.37.0", ""))).passed();
    assertThat(run(service("ACME", "go/1.37.0", "go/1.38.0", "")))
        .onlyFinding()
        .hasEvidence("instances_of_unknown_version", 1);
  }

  @Test
  void cannotCompareOneKnownInstanceWithAnUnknownOne() {
    assertThat(run(service("ACME", "go/1.37.0", ""))).skipped(SkipReason.NOT_EVALUABLE);
    assertThat(run(service("ACME", "", ""))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotPassWhereAServerDidNotSay() {
    assertThat(
            tester()
                .run(
                    running(service("ACME", "go/1.37.0", "go/1.37.0"))
                        .missing(Section.SERVICES, "a1", Coverage.Status.TRUNCATED)
                        .snapshot()))
        .skipped(SkipReason.TRUNCATED)
        .hasGap("service ACME/pricing", SkipReason.TRUNCATED);
  }

  @Test
  void firesForWhatIsKnownWhateverIsMissing() {
    assertThat(
            tester()
                .run(
                    running(service("ACME", "go/1.37.0", "go/1.38.0"))
                        .missing(Section.SERVICES, "a1", Coverage.Status.TRUNCATED)
                        .snapshot()))
        .onlyFinding()
        .hasEvidence("servers_missing", "server A/a1");
  }

  private CheckResult run(Service... services) {
    return tester().run(running(services).snapshot());
  }
}
