// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountAddedOrRemovedTest extends CheckContract {

  @Override
  protected AccountAddedOrRemoved check() {
    return new AccountAddedOrRemoved();
  }

  @Test
  void firesForAnAccountThatIsNew() {
    assertThat(run(Deployments.healthy(), with("NEW", "a1", "a2")))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("CHANGE_003 account/NEW change=added")
        .hasMessage("account NEW: added: listed by 2 servers")
        .hasEvidence("change", "added")
        .hasEvidence("servers", "a1, a2");
  }

  @Test
  void firesForAnAccountThatIsGone() {
    assertThat(run(with("OLD", "a1"), Deployments.healthy()))
        .onlyFinding()
        .hasKey("CHANGE_003 account/OLD change=removed")
        .hasMessage("account OLD: removed: no longer listed by 1 server")
        .hasEvidence("servers", "a1");
  }

  @Test
  void firesForAnAccountThatIsOnlyMentionedNow() {
    DeploymentBuilder mentioned = Deployments.healthy().add(Account.builder("OLD").build());

    assertThat(run(with("OLD", "a1"), mentioned)).hasFindings(1);
  }

  @Test
  void tellsOfServersThatWereRestartedInBetween() {
    assertThat(
            run(
                with("OLD", "a1", "a2"),
                Deployments.healthy().server("a2", server -> server.id("NEW"))))
        .onlyFinding()
        .hasMessage(
            "account OLD: removed: no longer listed by 2 servers, of which 1 restarted in between")
        .hasEvidence("servers_restarted", "a2");
  }

  @Test
  void staysSilentForTheSameAccounts() {
    assertThat(run(with("SAME", "a1"), with("SAME", "a1"))).passed();
  }

  @Test
  void staysSilentWhereAnotherServerListsIt() {
    assertThat(run(with("MOVED", "a1"), with("MOVED", "a2"))).passed();
  }

  @Test
  void doesNotCallAnAccountOfASilentServerRemoved() {
    assertThat(run(with("OLD", "a3"), Deployments.healthy().silent("a3")))
        .findsNothing()
        .hasGap("account OLD", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotCallAnAccountRemovedWhileOneOfItsServersDidNotSay() {
    assertThat(
            run(
                with("OLD", "a1", "a3"),
                Deployments.healthy().missing(Section.ACCSTATZ, "a3", Status.TIMED_OUT)))
        .findsNothing()
        .hasGap("account OLD", SkipReason.NOT_EVALUABLE)
        .hasGap("server A/a3", SkipReason.TIMED_OUT);
  }

  @Test
  void doesNotCallAnAccountOfANewServerAdded() {
    assertThat(run(Deployments.healthy().without("a3"), with("NEW", "a3")))
        .findsNothing()
        .hasGap("account NEW", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotCallAnAccountAddedThatASilentServerMayHaveHad() {
    assertThat(run(Deployments.healthy().silent("b3"), with("NEW", "a1")))
        .findsNothing()
        .hasGap("account NEW", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotCallAnAccountAddedThatWasNotAskedFor() {
    assertThat(
            run(
                Deployments.healthy().missing(Section.ACCSTATZ, Status.NOT_REQUESTED),
                with("NEW", "a1")))
        .findsNothing();
  }

  @Test
  void isSkippedWithoutASnapshotBefore() {
    assertThat(tester().run(with("NEW", "a1").snapshot())).skipped(SkipReason.NO_PREVIOUS_SNAPSHOT);
  }

  private CheckResult run(DeploymentBuilder before, DeploymentBuilder now) {
    return tester().previous(before.snapshot()).run(now.snapshot());
  }

  /** The healthy deployment with one account more, that some servers list. */
  private static DeploymentBuilder with(String account, String... servers) {
    return Deployments.healthy()
        .add(
            Account.builder(account)
                .statistics(
                    Stream.of(servers)
                        .map(name -> AccountStatistics.builder(Deployments.idOf(name)).build())
                        .toList())
                .build());
  }
}
