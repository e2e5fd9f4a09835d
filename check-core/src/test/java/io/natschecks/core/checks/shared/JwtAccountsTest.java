// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static io.natschecks.testkit.CheckAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.expiry.AccountJwtExpiry;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwtAccountsTest {

  private final List<String> judged = new ArrayList<>();

  @Test
  void judgesEveryAccountThatShowsItsJwt() {
    assertThat(run(Deployments.healthy().snapshot())).passed().lookedAt(3);
    assertThat(judged).containsExactly("ACME", "BETA", "SYS");
  }

  @Test
  void listsAnAccountOfAnOperatorThatDoesNot() {
    assertThat(run(withoutJwt().snapshot())).hasGap("account ACME", SkipReason.NOT_EVALUABLE);
    assertThat(judged).containsExactly("BETA", "SYS");
  }

  @Test
  void leavesOutAnAccountThatOnlyServersWithoutAnOperatorKnow() {
    DeploymentBuilder onEdge =
        withoutJwt()
            .config("edge", edge -> edge.operatorMode(false))
            .account("ACME", JwtAccountsTest::onlyOnEdge);

    assertThat(run(onEdge.snapshot())).passed().lookedAt(2).notLookedAt(0);
  }

  @Test
  void takesAServerWithoutConfigurationForOneThatMayHaveAnOperator() {
    DeploymentBuilder unknown =
        withoutJwt()
            .server("edge", edge -> edge.config(null))
            .account("ACME", JwtAccountsTest::onlyOnEdge);

    assertThat(run(unknown.snapshot())).hasGap("account ACME", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void anAccountThatNoServerDescribesCanComeFromAny() {
    DeploymentBuilder bare =
        Deployments.healthy()
            .add(Account.builder("BARE").build())
            .add(Account.builder("$G").build());

    assertThat(run(bare.snapshot()))
        .hasGap("account BARE", SkipReason.NOT_EVALUABLE)
        .notLookedAt(1);
  }

  @Test
  void areInADeploymentUnlessEveryServerSaysOtherwise() {
    DeploymentBuilder configured = Deployments.healthy();
    assertThat(JwtAccounts.areIn(configured.snapshot())).isTrue();

    configured
        .snapshot()
        .servers()
        .forEach(server -> configured.config(server.name(), all -> all.operatorMode(false)));
    assertThat(JwtAccounts.areIn(configured.snapshot())).isFalse();

    configured.server("b1", b1 -> b1.config(null));
    assertThat(JwtAccounts.areIn(configured.snapshot())).isTrue();
  }

  private CheckResult run(Snapshot snapshot) {
    return JwtAccounts.judge(
        CheckContext.builder(new AccountJwtExpiry().descriptor(), snapshot).build(),
        (account, claims, verdict) -> judged.add(account.id()),
        Section.ACCOUNT_INFO);
  }

  private static DeploymentBuilder withoutJwt() {
    return Deployments.healthy().account("ACME", acme -> acme.claims(null));
  }

  private static Account.Builder onlyOnEdge(Account.Builder acme) {
    Account all = acme.build();
    String edge = Deployments.idOf("edge");
    return acme.views(all.views().stream().filter(each -> each.serverId().equals(edge)).toList())
        .statistics(
            all.statistics().stream().filter(each -> each.serverId().equals(edge)).toList());
  }
}
