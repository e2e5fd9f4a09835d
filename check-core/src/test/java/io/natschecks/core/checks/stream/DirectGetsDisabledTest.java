// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectGetsDisabledTest extends CheckContract {

  @Override
  protected DirectGetsDisabled check() {
    return new DirectGetsDisabled();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void firesForReplicatedStreams(int replicas) {
    assertThat(run(replicas, false)).findsExactly("stream ACME/ORDERS");
  }

  @Test
  void acceptsThemWhereAllReplicasAnswer() {
    assertThat(run(3, true)).passed();
  }

  @Test
  void leavesOutASingleReplica() {
    assertThat(run(1, false)).passed().lookedAt(2);
  }

  @Test
  void saysWhatIsOff() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .streamConfig(Held.SETTINGS, config -> config.allowDirect(false))
                        .snapshot()))
        .onlyFinding()
        .hasMessage(
            "stream ACME/KV_settings: key-value store settings has 3 replicas, of which only the"
                + " leader answers reads (allow_direct is off)")
        .hasSeverity(Severity.INFO)
        .hasEvidence("allow_direct", "false")
        .hasEvidence("num_replicas", 3)
        .hasEvidence("kind", "kvstore")
        .hasEvidence("bucket", "settings");
  }

  @Test
  void cannotJudgeWithoutTheConfiguration() {
    assertThat(tester().run(Held.withoutConfig(Held.ORDERS).snapshot()))
        .passed()
        .hasGap("stream ACME/ORDERS", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotListenToFollowers() {
    Snapshot leaderless =
        Held.leaderless(
                Deployments.healthy()
                    .streamConfig(Held.ORDERS, config -> config.allowDirect(false)),
                Held.ORDERS)
            .snapshot();

    assertThat(tester().run(leaderless))
        .findsNothing()
        .hasGap("stream ACME/ORDERS", SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(int replicas, boolean direct) {
    return tester()
        .run(
            Deployments.healthy()
                .streamConfig(Held.ORDERS, config -> config.replicas(replicas).allowDirect(direct))
                .stream(
                    Held.ORDERS,
                    s ->
                        new Stream(s.id(), s.created(), s.config(), s.views().subList(0, replicas)))
                .snapshot());
  }
}
