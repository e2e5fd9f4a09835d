// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.natschecks.api.Kind;
import io.natschecks.client.CaptureFile;
import io.natschecks.client.CaptureSnapshotSource;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One deployment, seen over the system account, over HTTP, and in its own capture. */
class ThreeWaysTest {

  @TempDir private Path folder;

  @Test
  void theSameDeploymentGivesTheSameFindings() throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount acme = operator.account("ACME").limit("conn", 12);
    try (NatsCluster cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release("2.15"))
            .jetStream()
            .operator(operator, Resolver.FULL)
            .start()) {
      List<Connection> clients = Real.clients(cluster, "ACME", 9, 1, 1);
      failRequests(clients.get(0).jetStreamManagement());

      AuditReport overSystemAccount = Real.audit(cluster);

      assertThat(Real.found(overSystemAccount))
          .contains("ACCOUNTS_001 account/" + acme.id())
          .anyMatch(key -> key.startsWith("JETSTREAM_009 server/C/"))
          .hasSize(2);
      assertThat(Real.found(Kind.OPTIMIZATION, overSystemAccount))
          .contains("OPT_BALANCE_006 server/C/c1 account=" + acme.id());
      assertThat(everything(Real.auditOverHttp(cluster))).isEqualTo(everything(overSystemAccount));
      assertThat(everything(inCapture(cluster))).isEqualTo(everything(overSystemAccount));
      Real.close(clients);
    }
  }

  private static Set<String> everything(AuditReport report) {
    return report.findings().stream().map(each -> each.finding().key()).collect(Collectors.toSet());
  }

  private AuditReport inCapture(NatsCluster cluster) throws Exception {
    Path file = folder.resolve("cluster.zip");
    try (Connection system = Real.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        CaptureFile capture = CaptureFile.create(file)) {
      Real.audit(NatsSnapshotSource.of(system).recordTo(capture), AuditConfig.DEFAULT);
    }
    return Real.audit(CaptureSnapshotSource.open(file), AuditConfig.DEFAULT);
  }

  private static void failRequests(JetStreamManagement api) throws Exception {
    for (int i = 0; i < 150; i++) {
      try {
        api.getStreamInfo("MISSING");
      } catch (JetStreamApiException e) {
        // That is what is wanted.
        assertThat(e.getApiErrorCode()).isEqualTo(10059);
      }
    }
  }
}
