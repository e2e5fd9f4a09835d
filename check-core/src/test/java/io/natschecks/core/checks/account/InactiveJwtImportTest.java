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
import io.natschecks.api.snapshot.ActivationToken;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InactiveJwtImportTest extends CheckContract {

  private static final AccountImport ORDERS = streamFrom("BETA", "orders.>");

  @Override
  protected InactiveJwtImport check() {
    return new InactiveJwtImport();
  }

  @Test
  void passesAnImportThatWorks() {
    assertThat(run(beta(false), acme(ORDERS, active(ORDERS)))).passed();
  }

  @Test
  void firesForAnImportOfAnAccountThatNobodyKnows() {
    assertThat(run(acme(ORDERS, active())))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasKey("ACCOUNTS_003 account/ACME source=BETA type=stream subject=orders.>")
        .hasMessage(
            "account ACME: stream import orders.> of account BETA does not work on n1:"
                + " no server knows its account")
        .hasEvidence("reason", "no server knows its account")
        .hasEvidence("import", "orders.>")
        .hasEvidence("type", "stream")
        .hasEvidence("source_account", "BETA")
        .hasEvidence("servers", "n1");
  }

  @Test
  void firesForAListedImportThatLostItsRightWhenItsTokenExpired() {
    Instant second = Deployments.NOW.minusSeconds(1);
    AccountImport expired = withToken("BETA", second);

    assertThat(run(beta(true), acme(expired, active(invalid(expired)))))
        .onlyFinding()
        .hasEvidence("reason", "its activation token expired 1s ago")
        .hasEvidence("token_expires", second.toString());
  }

  @Test
  void aTokenThatExpiresThisMomentHasNotExpired() {
    AccountImport now = withToken("BETA", Deployments.NOW);

    assertThat(run(beta(true), acme(now, active())))
        .onlyFinding()
        .hasEvidence("reason", "activation failed");
  }

  @Test
  void anIncompleteAccountIsNoFaultOfAnImportThatWorks() {
    AccountView incomplete = view("n1").complete(false).imports(List.of(ORDERS)).build();

    assertThat(run(beta(false), acme(ORDERS, incomplete))).passed();
  }

  @Test
  void passesOverAccountsOfConfigurationFiles() {
    Account configured =
        account("ACME")
            .views(List.of(view("n1").imports(List.of(invalid(ORDERS))).build()))
            .build();

    assertThat(
            tester()
                .run(
                    deployment(configured)
                        .config("n1", config -> config.operatorMode(false))
                        .snapshot()))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void passesOverWhatServersImportThemselves() {
    AccountImport api = imported("service", "SYS", "$JS.API.>", null);

    assertThat(run(beta(false), acme(ORDERS, active(ORDERS, invalid(api))))).passed();
  }

  @Test
  void namesAMissingExport() {
    AccountImport invoices = streamFrom("BETA", "invoices.>");

    assertThat(run(beta(false), acme(invoices, active())))
        .onlyFinding()
        .hasEvidence("reason", "its account exports no such subject");
  }

  @Test
  void namesAnExportOfTheOtherType() {
    assertThat(run(beta(false), acme(imported("service", "BETA", "orders.x", null), active())))
        .onlyFinding()
        .hasEvidence("reason", "its account exports no such subject");
  }

  @Test
  void namesAMissingToken() {
    assertThat(run(beta(true), acme(ORDERS, active())))
        .onlyFinding()
        .hasEvidence("reason", "the export requires an activation token, and it has none");
  }

  @Test
  void namesAForeignKey() {
    assertThat(run(beta(true), acme(withToken("FOREIGN", null), active())))
        .onlyFinding()
        .hasEvidence(
            "reason",
            "its activation token was signed by a key that is not of the exporting account");
  }

  @Test
  void knowsTheSigningKeysOfTheExportingAccount() {
    assertThat(run(beta(true), acme(withToken("BETASIGN", null), active())))
        .onlyFinding()
        .hasEvidence("reason", "activation failed");
  }

  @Test
  void namesEveryServerThatShowsItOnce() {
    AccountView second = view("n2").imports(List.of(invalid(ORDERS))).build();

    assertThat(run(beta(false), acme(ORDERS, active(), second)))
        .onlyFinding()
        .hasEvidence("servers", "n1, n2");
  }

  @Test
  void oneServerIsEnough() {
    assertThat(run(beta(false), acme(ORDERS, active(ORDERS), view("n2").build())))
        .onlyFinding()
        .hasEvidence("servers", "n2");
  }

  @Test
  void findsTheExportersSubjectBehindALocalOne() {
    AccountImport service = imported("service", "BETA", "orders.api", "api");

    assertThat(run(beta(false), acme(service, active(service)))).passed();
  }

  @Test
  void passesOverAServerThatOnlyHeardOfTheAccount() {
    AccountView placeholder = AccountView.builder("n2").expired(true).build();

    assertThat(run(beta(false), acme(ORDERS, active(ORDERS), placeholder))).passed();
    assertThat(run(acme(ORDERS, placeholder))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void waitsForAServerThatHasAnOlderJwt() {
    AccountView older = view("n2").updated(Deployments.NOW.minus(Duration.ofHours(2))).build();

    assertThat(run(beta(false), acme(ORDERS, active(ORDERS), older)))
        .findsNothing()
        .hasGap("account ACME", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotTellOfAnAccountOfAnOperatorWithoutItsJwt() {
    assertThat(run(account("ACME").build())).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void listsServersThatDidNotSay() {
    assertThat(
            tester()
                .run(
                    deployment(beta(false), acme(ORDERS, active(ORDERS)))
                        .missing(Section.ACCOUNT_INFO, "n2", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .hasGap("server C1/n2", SkipReason.TIMED_OUT);
  }

  private CheckResult run(Account... accounts) {
    return tester().run(deployment(accounts).snapshot());
  }

  private static Account acme(AccountImport declared, AccountView... views) {
    return account("ACME")
        .claims(claims("ACME").imports(List.of(declared)).build())
        .views(Arrays.asList(views))
        .build();
  }

  private static AccountView active(AccountImport... imports) {
    return view("n1").imports(Arrays.asList(imports)).build();
  }

  /** Exports orders.&gt; as a stream and orders.api as a service, and has a signing key. */
  private static Account beta(boolean tokenRequired) {
    return account("BETA")
        .claims(
            claims("BETA")
                .signingKeys(List.of("BETASIGN"))
                .exports(
                    List.of(
                        new AccountExport("orders.>", "stream", tokenRequired),
                        new AccountExport("orders.api", "service", tokenRequired)))
                .build())
        .build();
  }

  private static AccountImport withToken(String issuer, @Nullable Instant expires) {
    return new AccountImport(
        "orders.>",
        "BETA",
        "stream",
        null,
        false,
        new ActivationToken(true, issuer, "BETA", expires));
  }
}
