// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.AccountJetStream;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnlimitedJetStreamAccountTest extends CheckContract {

  private static final Limit NONE = Limit.unlimited();
  private static final Limit TEN_GIB = Limit.of(10L << 30);

  @Override
  protected UnlimitedJetStreamAccount check() {
    return new UnlimitedJetStreamAccount();
  }

  @Test
  void firesWhereNeitherMemoryNorDiskIsLimited() {
    assertThat(run(Deployments.ACME, use("hub", NONE, NONE)))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_SYS_008 account/ACME")
        .hasMessage(
            "account ACME: may store without limit in domain hub,"
                + " and uses 1.0 KiB of memory and 2.0 KiB of disk")
        .hasEvidence("domains", "hub")
        .hasEvidence("mem_limit", "unlimited")
        .hasEvidence("disk_limit", "unlimited")
        .hasEvidence("memory", 1024)
        .hasEvidence("storage", 2048);
  }

  @Test
  void aDeploymentWithoutDomainsNamesNone() {
    assertThat(run(Deployments.ACME, use(null, NONE, NONE)))
        .onlyFinding()
        .hasMessage(
            "account ACME: may store without limit,"
                + " and uses 1.0 KiB of memory and 2.0 KiB of disk");
  }

  @Test
  void oneLimitIsEnough() {
    assertThat(run(Deployments.ACME, use("hub", NONE, TEN_GIB))).passed();
    assertThat(run(Deployments.ACME, use("hub", TEN_GIB, NONE))).passed();
  }

  @Test
  void aLimitOfZeroIsALimit() {
    assertThat(run(Deployments.ACME, use("hub", Limit.of(0), NONE))).passed();
  }

  @Test
  void anAccountWithTiersHasNoLimitOfThisKind() {
    assertThat(run(Deployments.ACME, use("hub", Limit.of(0), Limit.of(0)))).passed();
  }

  @Test
  void theSystemAccountIsLeftOut() {
    assertThat(run(Deployments.SYS, use("hub", NONE, NONE))).passed();
  }

  @Test
  void anAccountMayBeLimitedInOneDomainOnly() {
    assertThat(run(Deployments.ACME, use("edge", NONE, NONE), use("hub", TEN_GIB, TEN_GIB)))
        .onlyFinding()
        .hasEvidence("domains", "edge");
  }

  @Test
  void anAccountThatIsUnlimitedTwiceIsOneFinding() {
    assertThat(run(Deployments.ACME, use("edge", NONE, NONE), use("hub", NONE, NONE)))
        .onlyFinding()
        .hasEvidence("domains", "edge, hub")
        .hasEvidence("storage", 4096);
  }

  @Test
  void accountsWithoutJetStreamAreNotLookedAt() {
    assertThat(tester().run(Deployments.healthy().snapshot())).passed().lookedAt(1);
  }

  private CheckResult run(String account, AccountJetStream... uses) {
    return tester()
        .run(
            Deployments.healthy().account(account, all -> all.jetStream(List.of(uses))).snapshot());
  }

  private static AccountJetStream use(@Nullable String domain, Limit memory, Limit storage) {
    return new AccountJetStream(domain, 1024, 2048, memory, storage, new ApiStatistics(0, 0, 0));
  }
}
