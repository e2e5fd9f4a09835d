// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AccountSlowConsumersTest extends CheckContract {

  @Override
  protected AccountSlowConsumers check() {
    return new AccountSlowConsumers();
  }

  @Test
  void firesForOneMoreThanBefore() {
    assertThat(run(Map.of("n1", 5L), Map.of("n1", 6L)))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasMessage("account ACME: 1 slow consumer event in 1m0s on server n1")
        .hasObserved(1)
        .hasLimit(0)
        .hasEvidence("events_per_server", "n1: 1")
        .hasEvidence("interval", "1m0s");
  }

  @Test
  void addsUpAllServers() {
    assertThat(run(Map.of("n1", 0L, "n2", 1L), Map.of("n1", 2L, "n2", 4L)))
        .onlyFinding()
        .hasMessage("account ACME: 5 slow consumer events in 1m0s on servers n1, n2")
        .hasEvidence("events_per_server", "n1: 2, n2: 3");
  }

  @Test
  void staysSilentWithoutChange() {
    assertThat(run(Map.of("n1", 5L), Map.of("n1", 5L))).passed();
  }

  @Test
  void oneServersResetHidesNothingOfAnother() {
    assertThat(run(Map.of("n1", 5L, "n2", 9L), Map.of("n1", 6L, "n2", 0L)))
        .onlyFinding()
        .hasObserved(1);
  }

  @Test
  void cannotTellOfAServerThatWasRestarted() {
    assertThat(run(Map.of("old", 7L), Map.of("n1", 2L))).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void cannotTellOfAnAccountThatIsSeenForTheFirstTime() {
    assertThat(run(Map.of(), Map.of("n1", 3L))).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  @Test
  void passesARestartedServerThatCountsNothing() {
    assertThat(run(Map.of("old", 7L), Map.of("n1", 0L))).passed();
  }

  @Test
  void doesNotPassWhereAServerDidNotSay() {
    Snapshot now =
        deployment(Map.of("n1", 5L))
            .missing(Section.ACCSTATZ, "n2", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().previous(before(Map.of("n1", 5L))).run(now))
        .skipped(SkipReason.TIMED_OUT)
        .hasGap("server C1/n2", SkipReason.TIMED_OUT)
        .hasGap("account ACME", SkipReason.TIMED_OUT);
    assertThat(tester().previous(before(Map.of("n1", 4L))).run(now)).hasFindings(1);
  }

  @Property
  void firesForWhatRoseOnAnyServer(
      @ForAll @LongRange(min = 0, max = 5) long before1,
      @ForAll @LongRange(min = 0, max = 5) long before2,
      @ForAll @LongRange(min = 0, max = 5) long now1,
      @ForAll @LongRange(min = 0, max = 5) long now2) {
    CheckResult result = run(Map.of("n1", before1, "n2", before2), Map.of("n1", now1, "n2", now2));

    assertThat(result).hasFindings(now1 > before1 || now2 > before2 ? 1 : 0);
  }

  private CheckResult run(Map<String, Long> before, Map<String, Long> now) {
    return tester().previous(before(before)).run(deployment(now).snapshot());
  }

  private static Snapshot before(Map<String, Long> slowConsumers) {
    Snapshot snapshot = deployment(slowConsumers).snapshot();
    return Snapshot.builder(snapshot.takenAt().minus(Duration.ofMinutes(1)))
        .servers(snapshot.servers())
        .accounts(snapshot.accounts())
        .coverage(snapshot.coverage())
        .build();
  }

  private static DeploymentBuilder deployment(Map<String, Long> slowConsumers) {
    List<AccountStatistics> statistics =
        slowConsumers.entrySet().stream()
            .map(
                each ->
                    AccountStatistics.builder(each.getKey()).slowConsumers(each.getValue()).build())
            .toList();
    return AccountSnapshots.deployment(
        AccountSnapshots.account("ACME").statistics(statistics).build());
  }
}
