// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.core.checks.account.AccountSnapshots.account;
import static io.natschecks.core.checks.account.AccountSnapshots.claims;
import static io.natschecks.core.checks.account.AccountSnapshots.deployment;
import static io.natschecks.core.checks.account.AccountSnapshots.imported;
import static io.natschecks.core.checks.account.AccountSnapshots.invalid;
import static io.natschecks.core.checks.account.AccountSnapshots.streamFrom;
import static io.natschecks.core.checks.account.AccountSnapshots.view;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountExport;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrphanedExportTest extends CheckContract {

  @Override
  protected OrphanedExport check() {
    return new OrphanedExport();
  }

  @Test
  void passesAnExportOfWhichAnAccountImportsAPart() {
    assertThat(run(exporter("orders.>"), importer(streamFrom("BETA", "orders.us.created"))))
        .passed();
  }

  @Test
  void aServiceIsNoImportOfAStream() {
    assertThat(run(exporter("orders.>"), importer(imported("service", "BETA", "orders.x", null))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasKey("ACCOUNTS_004 account/BETA type=stream subject=orders.>")
        .hasMessage("account BETA: no account imports its stream orders.>, which is open to all")
        .hasObserved(0)
        .hasEvidence("export", "orders.>")
        .hasEvidence("type", "stream")
        .hasEvidence("token_required", "no");
  }

  @Test
  void passesOverTheSystemAccount() {
    Account system = exporter("orders.>").toBuilder().system(true).build();

    assertThat(run(system)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void anImportThatDoesNotWorkCounts() {
    assertThat(run(exporter("a.b"), importer(invalid(streamFrom("BETA", "a.*"))))).passed();
  }

  @Test
  void firesWithoutAnyImport() {
    assertThat(run(exporter("orders.>"), importer())).findsExactly("account BETA");
  }

  @Test
  void anImportFromAnotherAccountDoesNotCount() {
    assertThat(run(exporter("orders.>"), importer(streamFrom("GAMMA", "orders.>")))).hasFindings(1);
  }

  @Test
  void aDeclaredImportCountsWhateverServersSay() {
    Account declaring =
        account("ACME")
            .claims(claims("ACME").imports(List.of(streamFrom("BETA", "orders.>"))).build())
            .build();

    assertThat(run(exporter("orders.>"), declaring)).passed();
  }

  @Test
  void anImportOfTheAccountItselfCounts() {
    Account own =
        account("BETA").views(List.of(exporting("a.>", streamFrom("BETA", "a.b")))).build();

    assertThat(run(own)).passed();
  }

  @Test
  void mergesServersAndSaysWhetherATokenIsRequired() {
    AccountView second =
        view("n2").exports(List.of(new AccountExport("orders.>", "stream", true))).build();
    Account exporter = account("BETA").views(List.of(exporting("orders.>"), second)).build();

    assertThat(run(exporter))
        .onlyFinding()
        .hasMessage("account BETA: no account imports its stream orders.>")
        .hasEvidence("token_required", "yes");
  }

  @Test
  void givesAFindingForEachExport() {
    Account exporter = account("BETA").views(List.of(exporting("a"), exporting("b"))).build();

    assertThat(run(exporter)).hasFindings(2);
  }

  @Test
  void cannotSayThatNobodyImportsWhereAServerDidNotSay() {
    assertThat(
            tester()
                .run(
                    deployment(exporter("orders.>"), importer())
                        .missing(Section.ACCOUNT_INFO, "n2", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .skipped(SkipReason.TIMED_OUT)
        .hasGap("account BETA", SkipReason.TIMED_OUT);
  }

  @Test
  void cannotSayThatNobodyImportsWhileAnAccountIsNotShown() {
    assertThat(run(exporter("orders.>"), account("ACME").views(List.of()).build()))
        .skipped(SkipReason.NOT_EVALUABLE)
        .hasGap("account BETA", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void isSureOfAnImporterWhateverIsMissing() {
    assertThat(
            tester()
                .run(
                    deployment(exporter("a"), importer(streamFrom("BETA", "a")))
                        .missing(Section.ACCOUNT_INFO, "n2", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .lookedAt(1);
  }

  @Test
  void cannotTellWithoutKnowingTheSystemAccount() {
    assertThat(run(exporter("orders.>").toBuilder().system(null).build()))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(Account... accounts) {
    return tester().run(deployment(accounts).snapshot());
  }

  private static Account exporter(String subject) {
    return account("BETA").views(List.of(exporting(subject))).build();
  }

  private static AccountView exporting(String subject, AccountImport... imports) {
    return view("n1")
        .exports(List.of(new AccountExport(subject, "stream", false)))
        .imports(Arrays.asList(imports))
        .build();
  }

  private static Account importer(AccountImport... imports) {
    return account("ACME")
        .views(List.of(view("n1").imports(Arrays.asList(imports)).build()))
        .build();
  }
}
