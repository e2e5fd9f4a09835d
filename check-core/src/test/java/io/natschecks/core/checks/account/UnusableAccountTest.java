// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static io.natschecks.testkit.Deployments.ACME;
import static io.natschecks.testkit.Deployments.idOf;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountView;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** In the healthy deployment ORDERS, EVENTS and KV_settings have a replica on a3. */
class UnusableAccountTest extends CheckContract {

  private static final List<StreamId> REPLICATED =
      List.of(
          Deployments.stream("EVENTS"),
          Deployments.stream("KV_settings"),
          Deployments.stream("ORDERS"));

  @Override
  protected UnusableAccount check() {
    return new UnusableAccount();
  }

  @Test
  void firesWhereAServerWithReplicasOnlyHeardOfTheAccount() {
    assertThat(tester().run(withoutJwtOn("a3").snapshot()))
        .onlyFinding()
        .hasSeverity(Severity.CRITICAL)
        .hasKey("ACCOUNTS_101 account/ACME")
        .hasMessage(
            "account ACME: cannot be used on a3, which should hold replicas of 3 streams of it:"
                + " the JWT is missing there")
        .hasObserved(1)
        .hasEvidence("unusable_on", "a3")
        .hasEvidence("stream_names", "EVENTS, KV_settings, ORDERS")
        .hasEvidence("usable_on", "a1, a2, b1, b2, b3, edge");
  }

  @Test
  void namesAllServersInOneFinding() {
    assertThat(tester().run(placeholder("a2", lost("a2", withoutJwtOn("a3"))).snapshot()))
        .onlyFinding()
        .hasMessage(
            "account ACME: cannot be used on a2, a3, which should hold replicas of 3 streams of"
                + " it: the JWT is missing there");
  }

  @Test
  void passesAServerThatHeardOfTheAccountAndHoldsNoneOfIt() {
    assertThat(tester().run(placeholder("b1", Deployments.healthy()).snapshot())).passed();
  }

  @Test
  void passesReplicasThatFallBehindForAnotherReason() {
    assertThat(tester().run(lost("a3", Deployments.healthy()).snapshot())).passed();
  }

  @Test
  void passesReplicasThatRunWhateverTheServerSaysOfTheAccount() {
    assertThat(tester().run(placeholder("a3", Deployments.healthy()).snapshot())).passed();
  }

  @Test
  void leavesAJwtThatHasExpiredToItsOwnCheck() {
    DeploymentBuilder expired =
        withoutJwtOn("a3").claims(ACME, claims -> claims.expires(Deployments.NOW));

    assertThat(tester().run(expired.snapshot())).passed();
    expired.claims(ACME, claims -> claims.expires(Deployments.NOW.plusSeconds(1)));
    assertThat(tester().run(expired.snapshot())).hasFindings(1);
  }

  @Test
  void passesAJwtThatCameBackLateAlthoughReplicasAreStillMissing() {
    DeploymentBuilder back =
        lost("a3", Deployments.healthy())
            .account(
                ACME, acme -> view(acme.build().views(), "a3", view -> view.complete(true), acme));

    assertThat(tester().run(back.snapshot())).passed();
  }

  @Test
  void anAccountThatExpiredWithItsClaimsIsNoPlaceholder() {
    DeploymentBuilder expired =
        lost("a3", Deployments.healthy())
            .account(
                ACME, acme -> view(acme.build().views(), "a3", view -> view.expired(true), acme));

    assertThat(tester().run(expired.snapshot())).passed();
  }

  @Test
  void cannotTellWhetherAnUnknownJwtHasExpired() {
    assertThat(tester().run(withoutJwtOn("a3").account(ACME, acme -> acme.claims(null)).snapshot()))
        .findsNothing()
        .hasGap("account ACME", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void aReplicaThatItsLeaderHoldsForCurrentIsLostIfTheServerDoesNotListIt() {
    DeploymentBuilder unlisted = placeholder("a3", Deployments.healthy());
    for (StreamId id : REPLICATED) {
      unlisted.stream(id, stream -> unlisted("a3", stream));
    }

    assertThat(tester().run(unlisted.snapshot())).hasFindings(1);
    assertThat(
            tester()
                .run(
                    unlisted
                        .missing(Section.JSZ_STREAMS, "a3", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .findsNothing();
  }

  @Test
  void firesWhereTheStreamsLostTheirLeaderOverIt() {
    DeploymentBuilder leaderless = placeholder("a2", withoutJwtOn("a3"));
    for (StreamId id : REPLICATED) {
      leaderless.stream(id, stream -> unlisted("a2", unlisted("a3", stream)));
      leaderless.streamViews(id, UnusableAccountTest::leaderless);
    }

    assertThat(tester().run(leaderless.snapshot()))
        .onlyFinding()
        .hasEvidence("unusable_on", "a2, a3");
  }

  @Test
  void listsServersThatDidNotSay() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .missing(Section.ACCOUNT_INFO, "a3", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .hasGap("server A/a3", SkipReason.TIMED_OUT);
  }

  private static DeploymentBuilder withoutJwtOn(String server) {
    return placeholder(server, lost(server, Deployments.healthy()));
  }

  /** The server says of the account what it says when it only heard of it. */
  private static DeploymentBuilder placeholder(String server, DeploymentBuilder deployment) {
    return deployment.account(
        ACME,
        acme ->
            view(acme.build().views(), server, view -> view.expired(true).complete(false), acme));
  }

  private static Account.Builder view(
      List<AccountView> views,
      String server,
      UnaryOperator<AccountView.Builder> change,
      Account.Builder account) {
    return account.views(
        views.stream()
            .map(
                view ->
                    view.serverId().equals(idOf(server))
                        ? change.apply(view.toBuilder()).build()
                        : view)
            .toList());
  }

  /** The leaders say that the server's replicas are not current, and it lists none of them. */
  private static DeploymentBuilder lost(String server, DeploymentBuilder deployment) {
    for (StreamId id : REPLICATED) {
      deployment.stream(id, stream -> unlisted(server, stream));
      deployment.streamViews(id, view -> notCurrent(view, server));
    }
    return deployment;
  }

  private static Stream unlisted(String server, Stream stream) {
    return new Stream(
        stream.id(),
        stream.created(),
        stream.config(),
        stream.views().stream().filter(view -> !view.serverName().equals(server)).toList());
  }

  private static StreamView notCurrent(StreamView view, String server) {
    ClusterInfo cluster = view.cluster();
    List<Replica> replicas =
        cluster.replicas().stream()
            .map(each -> each.name().equals(server) ? lagging(each) : each)
            .toList();
    return with(view, new ClusterInfo(cluster.name(), cluster.leader(), null, replicas));
  }

  private static StreamView leaderless(StreamView view) {
    ClusterInfo cluster = view.cluster();
    List<Replica> replicas = cluster.replicas().stream().map(UnusableAccountTest::lagging).toList();
    return with(view, new ClusterInfo(cluster.name(), null, null, replicas));
  }

  private static Replica lagging(Replica replica) {
    return new Replica(replica.name(), replica.peer(), false, false, replica.active(), 100);
  }

  private static StreamView with(StreamView view, ClusterInfo cluster) {
    return new StreamView(
        view.serverId(), view.serverName(), view.state(), cluster, view.mirror(), view.sources());
  }
}
