// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.core.checks.account.AccountSnapshots.account;
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
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamOrigin;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoSubscriptionInterestTest extends CheckContract {

  private static final AccountImport ORDERS = streamFrom("BETA", "orders.>");

  @Override
  protected NoSubscriptionInterest check() {
    return new NoSubscriptionInterest();
  }

  @Test
  void passesAnImportOfWhichAClientReadsAPart() {
    assertThat(run(importing(ORDERS), client("ACME", "orders.us.>"))).passed();
  }

  @Test
  void aSubscriptionToTheExportersSubjectIsNoneToTheLocalOne() {
    AccountImport renamed = imported("stream", "BETA", "orders.>", "eu.orders.>");

    assertThat(run(importing(renamed), client("ACME", "orders.>")))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("ACCOUNTS_005 account/ACME source=BETA type=stream target=eu.orders.>")
        .hasMessage(
            "account ACME: nobody subscribes to eu.orders.>, which it imports from account BETA"
                + " (1 subscription looked at)")
        .hasObserved(0)
        .hasEvidence("source_account", "BETA")
        .hasEvidence("import", "orders.>")
        .hasEvidence("local_subject", "eu.orders.>")
        .hasEvidence("subscriptions_looked_at", 1);
  }

  @Test
  void firesWithoutAnyClient() {
    assertThat(run(importing(ORDERS))).findsExactly("account ACME");
  }

  @Test
  void aClientOfAnotherAccountDoesNotCount() {
    assertThat(run(importing(ORDERS), client("BETA", "orders.>"))).hasFindings(1);
  }

  @Test
  void passesOverAnImportThatDoesNotWork() {
    assertThat(run(importing(invalid(ORDERS)))).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void passesOverImportsOfTheSystemAccount() {
    AccountImport api = imported("service", "SYS", "$JS.API.>", null);

    assertThat(run(importing(api, streamFrom("SYS", "$SYS.ACCOUNT.ACME.>"))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void passesOverImportsOfServices() {
    assertThat(run(importing(imported("service", "BETA", "orders.api", null))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void passesOverTheSystemAccountItself() {
    assertThat(run(importing(ORDERS).account("ACME", acme -> acme.system(true))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void mergesServers() {
    DeploymentBuilder twice =
        importing(ORDERS)
            .account(
                "ACME",
                acme ->
                    acme.views(
                        List.of(
                            view("n1").imports(List.of(ORDERS)).build(),
                            view("n2").imports(List.of(ORDERS)).build())));

    assertThat(run(twice)).hasFindings(1);
    assertThat(run(twice, client("ACME", ">"))).passed();
  }

  @Test
  void aLeafNodeThatAskedForItCounts() {
    assertThat(run(withLeaf(leaf -> leaf.subjects(List.of("orders.eu")).subscriptions(1))))
        .passed();
    assertThat(run(withLeaf(leaf -> leaf.subjects(List.of("other")).subscriptions(1))))
        .hasFindings(1);
  }

  @Test
  void cannotTellWhatALeafNodeAskedForUnlessItIsShown() {
    assertThat(run(withLeaf(leaf -> leaf.subjects(null).subscriptions(7))))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void aStreamThatCapturesItCounts() {
    assertThat(run(importing(ORDERS).add(capturing("orders.>")))).passed();
    assertThat(run(importing(ORDERS).add(capturing("invoices.>")))).hasFindings(1);
  }

  @Test
  void cannotTellForWhatAMirrorOfAnotherAccountSubscribes() {
    Stream mirror = stream(config -> config.mirror(new StreamOrigin("ORIGIN", "$JS.beta.API")));

    assertThat(run(importing(ORDERS).add(mirror))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Section.class,
      names = {"CONNZ_SUBSCRIPTIONS", "LEAFZ", "JSZ_STREAMS"})
  void cannotSayThatNobodySubscribesWhereAServerDidNotSay(Section section) {
    DeploymentBuilder deployment =
        importing(ORDERS)
            .account(
                "ACME",
                acme ->
                    acme.views(
                        List.of(view("n1").jetStream(true).imports(List.of(ORDERS)).build())))
            .missing(section, "n2", Coverage.Status.TIMED_OUT);

    assertThat(run(deployment))
        .skipped(SkipReason.TIMED_OUT)
        .hasGap("account ACME", SkipReason.TIMED_OUT);
    assertThat(run(deployment, client("ACME", "orders.eu"))).passed();
  }

  @Test
  void streamsDoNotMatterToAnAccountWithoutJetStream() {
    assertThat(run(importing(ORDERS).missing(Section.JSZ_STREAMS, "n2", Coverage.Status.TIMED_OUT)))
        .hasFindings(1);
  }

  @Test
  void cannotTellOfAConnectionWithoutItsSubjects() {
    assertThat(run(importing(ORDERS), client("ACME", "x").toBuilder().subjects(null).build()))
        .skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void cannotTellOfAConnectionWithoutItsAccount() {
    assertThat(run(importing(ORDERS), client(null, "orders.>"))).skipped(SkipReason.NOT_EVALUABLE);
  }

  @Test
  void anEmptySubjectIsReadByNobodyWhateverIsMissing() {
    assertThat(
            run(
                importing(streamFrom("BETA", ""))
                    .missing(Section.CONNZ_SUBSCRIPTIONS, "n2", Coverage.Status.TIMED_OUT),
                client("ACME", ">")))
        .hasFindings(1);
  }

  private CheckResult run(DeploymentBuilder deployment, Connection... connections) {
    return tester()
        .run(
            connections.length == 0
                ? deployment.snapshot()
                : deployment.connections(all -> Arrays.asList(connections)).snapshot());
  }

  private static DeploymentBuilder importing(AccountImport... imports) {
    Account acme =
        account("ACME").views(List.of(view("n1").imports(Arrays.asList(imports)).build())).build();
    Account system = account("SYS").system(true).build();
    return deployment(acme, account("BETA").build(), system);
  }

  private static DeploymentBuilder withLeaf(UnaryOperator<LeafNode.Builder> leaf) {
    LeafNode link = leaf.apply(LeafNode.builder("edge").account("ACME")).build();
    return importing(ORDERS).server("n1", n1 -> n1.leafNodes(List.of(link)));
  }

  private static Connection client(@Nullable String account, String... subjects) {
    return Connection.builder("n1", 7)
        .account(account)
        .subscriptions(subjects.length)
        .subjects(new ArrayList<>(Arrays.asList(subjects)))
        .build();
  }

  private static Stream capturing(String subject) {
    return stream(config -> config.subjects(List.of(subject)));
  }

  private static Stream stream(UnaryOperator<StreamConfig.Builder> change) {
    StreamConfig config =
        Deployments.healthy().snapshot().stream(Deployments.stream("ORDERS")).config();
    StreamId id = new StreamId(null, "ACME", "CAPTURE");
    return new Stream(
        id,
        Deployments.NOW,
        change.apply(config.toBuilder().subjects(List.of())).build(),
        List.of());
  }
}
