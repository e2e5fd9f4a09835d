// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.Acceptance.Origin;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.SuppressionNotice;
import io.natschecks.testkit.server.NatsCluster;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Suppressions that real streams carry in their metadata, which releases before 2.10 lack. */
class MetadataSuppressionsTest {

  private static final String CODE = "OPT_SYS_001";
  private static final String KEY = "io.natschecks.suppress." + CODE;
  private static final AuditConfig LIMITS = AuditConfig.builder().only(CODE).build();

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void holdForTheirStreamUntilTheyAreTakenAway(String release) throws Exception {
    try (NatsCluster cluster = Real.oneServer("L", release);
        Connection client = Real.connect(cluster, "ACME");
        Watch watch = Watch.over(cluster, LIMITS)) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(
          Real.stream("KNOWN").metadata(Map.of(KEY, "2099-12-31 limits are measured")).build());
      api.addStream(
          Real.stream("EXPIRED").metadata(Map.of(KEY, "2020-01-31 limits are measured")).build());
      api.addStream(Real.stream("OTHER").build());

      AuditReport report = watch.audit();
      assertThat(Real.found(report))
          .containsExactly(CODE + " stream//ACME/EXPIRED", CODE + " stream//ACME/OTHER");
      assertThat(report.suppressed())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.finding().finding().entity())
                    .isEqualTo(new Entity.Stream(new StreamId(null, "ACME", "KNOWN")));
                assertThat(each.by().origin()).isEqualTo(Origin.METADATA);
                assertThat(each.by().reason()).isEqualTo("limits are measured");
              });
      assertThat(report.accepted().notices())
          .extracting(SuppressionNotice::state)
          .containsExactly(SuppressionNotice.State.EXPIRED);

      api.updateStream(Real.stream("KNOWN").metadata(Map.of()).build());
      assertThat(watch.found()).contains(CODE + " stream//ACME/KNOWN");
    }
  }

  @Test
  void areIgnoredIfTenantsAreNotToDecide() throws Exception {
    AuditConfig strict = LIMITS.toBuilder().metadataSuppressions(false).build();
    try (NatsCluster cluster = Real.oneServer("L", "2.15");
        Connection client = Real.connect(cluster, "ACME")) {
      client
          .jetStreamManagement()
          .addStream(Real.stream("KNOWN").metadata(Map.of(KEY, "2099-12-31 hush")).build());
      AuditReport report = Real.audit(cluster, strict);

      assertThat(Real.found(report)).containsExactly(CODE + " stream//ACME/KNOWN");
      assertThat(report.accepted().count()).isZero();
    }
  }
}
