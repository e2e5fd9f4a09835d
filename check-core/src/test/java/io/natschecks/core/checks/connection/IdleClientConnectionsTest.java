// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleClientConnectionsTest extends CheckContract {

  private static final String LABEL = "connection ACME/a1/acme-app-1";

  @Override
  protected IdleClientConnections check() {
    return new IdleClientConnections();
  }

  @ParameterizedTest(name = "idle {0} s, in {1}, out {2}: {3} findings")
  @CsvSource({"300,0,0,0", "301,0,0,1", "3600,0,1,0", "3600,1,0,0"})
  void firesAboveTheIdleTimeWithoutAnyMessage(long idle, long in, long out, int findings) {
    assertThat(run(idle, app -> app.inMessages(in).outMessages(out))).hasFindings(findings);
  }

  @Test
  void saysWhoseItIs() {
    assertThat(run(3_600, app -> app.subscriptions(0)))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(
            LABEL
                + ": idle for 1h0m without a message in either direction, 0 subscriptions (reported"
                + " above 5 minutes)")
        .hasObserved(3_600)
        .hasLimit(5)
        .hasEvidence("account", "ACME")
        .hasEvidence("server_id", "ID-a1")
        .hasEvidence("cid", 10)
        .hasEvidence("client", "acme-app-1")
        .hasEvidence("user", "acme-user")
        .hasEvidence("subscriptions", 0)
        .hasEvidence("connected_since", "2026-01-01T00:01:00Z")
        .hasEvidence("address", "10.0.0.5:40010");
  }

  @Test
  void leafNodesAreNoClients() {
    assertThat(run(3_600, app -> app.kind(ConnectionKind.LEAF_NODE))).passed();
  }

  @Test
  void closedConnectionsAreNotJudged() {
    assertThat(run(3_600, app -> app.stop(Deployments.NOW))).passed();
  }

  @Test
  void whoSubscribedAMinuteAgoIsNotIdle() {
    assertThat(run(60, app -> app.start(Deployments.NOW.minus(Duration.ofDays(1))))).passed();
  }

  @Test
  void cannotTellWithoutATimeOfTheLastActivity() {
    assertThat(run(0, app -> app.lastActivity(null)))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
    assertThat(run(0, app -> app.lastActivity(null).inMessages(1))).passed();
  }

  @Test
  void judgesWhatAnIncompleteListHolds() {
    CheckResult result =
        tester()
            .run(
                deployment(3_600, app -> app)
                    .missing(Section.CONNZ, "a1", Coverage.Status.TRUNCATED)
                    .snapshot());

    assertThat(result).findsExactly(LABEL).hasGap("server A/a1", SkipReason.TRUNCATED);
  }

  @Test
  void followsItsParameter() {
    assertThat(
            tester()
                .with(IdleClientConnections.IDLE_MINUTES, 0.5)
                .run(deployment(31, app -> app).snapshot()))
        .onlyFinding()
        .hasMessageContaining("reported above 0.5 minutes");
  }

  private CheckResult run(long idle, UnaryOperator<Connection.Builder> change) {
    return tester().run(deployment(idle, change).snapshot());
  }

  private static DeploymentBuilder deployment(long idle, UnaryOperator<Connection.Builder> change) {
    return Deployments.healthy()
        .connection(
            "a1",
            10,
            app ->
                change.apply(
                    app.lastActivity(Deployments.NOW.minusSeconds(idle))
                        .inMessages(0)
                        .outMessages(0)));
  }
}
