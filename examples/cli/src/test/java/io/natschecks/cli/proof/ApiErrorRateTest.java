// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.natschecks.api.Evidence;
import io.natschecks.client.NatsSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JETSTREAM_009 on real servers: requests for a stream that does not exist. */
class ApiErrorRateTest {

  /** The requests come far faster than the 50 a second of JETSTREAM_004, which says so. */
  private static final AuditConfig BESIDE_THE_RATE =
      AuditConfig.builder().skip("JETSTREAM_004").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void firesFromAHundredRequestsOnAndNotAtNinetyNine(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("J")
                .servers(1, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();

      fail(api, 99);
      assertThat(Real.found(Real.audit(cluster))).isEmpty();

      fail(api, 1);
      assertThat(Real.found(Real.audit(cluster))).containsExactly("JETSTREAM_009 server//j1");
      assertThat(Real.found(Real.auditOverHttp(cluster)))
          .containsExactly("JETSTREAM_009 server//j1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "2.15")
  void believesABusyIntervalRatherThanThePast(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("J")
                .servers(1, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Connection client = Real.connect(cluster, "ACME");
        Connection system = Real.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Auditor auditor = Auditor.builder().config(BESIDE_THE_RATE).build()) {
      JetStreamManagement api = client.jetStreamManagement();
      NatsSnapshotSource source = NatsSnapshotSource.of(system);

      fail(api, 150);
      assertThat(Real.found(auditor.audit(source))).containsExactly("JETSTREAM_009 server//j1");

      for (int i = 0; i < 100; i++) {
        api.getAccountStatistics();
      }
      assertThat(Real.found(auditor.audit(source))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void namesTheClientWhoseRequestsFail(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("J")
                .servers(1, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Connection client = Real.connect(cluster, "ACME", "order-service");
        Connection acme = Real.connect(cluster, "ACME");
        Connection system = Real.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        NatsSnapshotSource source =
            NatsSnapshotSource.builder(system)
                .accounts(List.of(acme))
                .listenForApiErrors()
                .build();
        Auditor auditor = Auditor.builder().config(BESIDE_THE_RATE).build()) {
      auditor.audit(source);
      fail(client.jetStreamManagement(), 120);
      AuditReport report = auditor.audit(source);

      assertThat(Real.found(report)).containsExactly("JETSTREAM_009 server//j1");
      assertThat(report.findings().get(0).finding().evidence().get("most_frequent"))
          .isEqualTo(
              Evidence.Texts.of(
                  List.of(
                      "STREAM.INFO error 10059 in account ACME by client order-service: 120 times")));
    }
  }

  private static void fail(JetStreamManagement api, int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> api.getStreamInfo("MISSING"))
          .isInstanceOf(JetStreamApiException.class);
    }
  }
}
