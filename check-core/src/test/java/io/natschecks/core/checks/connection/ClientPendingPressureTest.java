// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.connection;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.ConnectionKind;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.Deployments;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPendingPressureTest extends CheckContract {

  @Override
  protected ClientPendingPressure check() {
    return new ClientPendingPressure();
  }

  @ParameterizedTest
  @CsvSource({"1048576,0", "1048577,1", "0,0"})
  void firesAboveOneMebibyte(long pending, int findings) {
    assertThat(tester().run(client(a -> a.pendingBytes(pending)))).hasFindings(findings);
  }

  @Test
  void saysHowMuchWaits() {
    assertThat(tester().run(client(a -> a.pendingBytes(5 << 20).stalls(4))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasMessage(
            "connection ACME/a1/acme-app-1: 5.0 MiB wait to be sent to it (reported above 1 MiB)")
        .hasObserved(5)
        .hasLimit(1)
        .hasEvidence("max_pending", 64 << 20)
        .hasEvidence("cid", 10)
        .hasEvidence("subscriptions", 2)
        .hasEvidence("stalls", 4);
  }

  @Test
  void passesOverLeafNodesAndClosedConnections() {
    assertThat(tester().run(client(a -> a.pendingBytes(5_000_000).kind(ConnectionKind.LEAF_NODE))))
        .passed();
    assertThat(tester().run(client(a -> a.pendingBytes(5_000_000).stop(Deployments.NOW)))).passed();
  }

  @Test
  void followsItsParameter() {
    CheckTester tester = tester().with(ClientPendingPressure.PENDING_MIB, 0.5);

    assertThat(tester.run(client(a -> a.pendingBytes((1 << 19) + 1)))).hasFindings(1);
    assertThat(tester.run(client(a -> a.pendingBytes(1 << 19)))).passed();
  }

  private static Snapshot client(UnaryOperator<Connection.Builder> change) {
    return Deployments.healthy().connection("a1", 10, change).snapshot();
  }
}
