// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.server.JwtAccount;
import io.natschecks.testkit.server.JwtOperator;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.Resolver;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_ACCT_001 and OPT_SYS_008 on real accounts: what they may store, and what they promised. */
class AccountQuotaTest {

  private static final AuditConfig QUOTAS =
      AuditConfig.builder().only("OPT_ACCT_001", "OPT_SYS_008").build();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void holdsReplicasAgainstTheQuotaOfAConfiguredAccount(String release) throws Exception {
    String limits = "jetstream { max_mem: 10000000, max_file: 100000000 }";
    try (NatsCluster cluster =
            NatsCluster.named("Q")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("FREE", "free", "secret", "jetstream: enabled")
                .account("HALF", "half", "secret", "jetstream { max_mem: 10000000 }")
                .account("NONE", "none", "secret")
                .account("TIGHT", "tight", "secret", limits)
                .account("ROOMY", "roomy", "secret", limits)
                .start();
        Watch watch = Watch.over(cluster, QUOTAS);
        Connection tight = Real.connect(cluster, "TIGHT");
        Connection roomy = Real.connect(cluster, "ROOMY")) {
      Real.createStream(cluster, "FREE");
      JetStreamManagement api = tight.jetStreamManagement();
      api.addStream(stream("THRICE", 28_333_333).replicas(3).build());
      api.addStream(stream("ONCE", 1).build());
      JetStreamManagement other = roomy.jetStreamManagement();
      other.addStream(stream("DISK", 10_000_000).build());
      other.addStream(stream("ENDLESS", -1).build());
      other.addStream(stream("MEMORY", 9_900_000).storageType(StorageType.Memory).build());
      watch.awaitFound("85 percent are promised", Set.of("OPT_SYS_008 account/FREE"));

      api.updateStream(stream("ONCE", 2).build());
      watch.awaitFound(
          "a byte more is promised",
          Set.of("OPT_ACCT_001 account/TIGHT", "OPT_SYS_008 account/FREE"));

      api.deleteStream("THRICE");
      watch.awaitFound("nearly all of it is free", Set.of("OPT_SYS_008 account/FREE"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void readsTheQuotaOfAnAccountOfAnOperator(String release) throws Exception {
    JwtOperator operator = JwtOperator.named("operator");
    JwtAccount free = operator.account("FREE");
    JwtAccount tight = operator.account("TIGHT").limit("disk_storage", 100_000_000);
    operator.account("TIERED").tier("R1", 100_000_000);
    try (NatsCluster cluster =
            NatsCluster.named("J")
                .servers(1, NatsServerBinary.release(release))
                .jetStream()
                .operator(operator, Resolver.MEMORY)
                .start();
        Watch watch = Watch.over(cluster, QUOTAS)) {
      for (JwtAccount account : operator.accounts().subList(1, 4)) {
        try (Connection client = Real.connect(cluster, account.name())) {
          client.jetStreamManagement().addStream(stream("DISK", 86_000_000).build());
        }
      }
      AuditReport report = watch.audit();
      assertThat(Real.found(report))
          .containsExactly(
              "OPT_ACCT_001 account/" + tight.id(), "OPT_SYS_008 account/" + free.id());
      assertThat(Real.gaps(report, "OPT_ACCT_001"))
          .as("tiers are no quota as a whole")
          .containsExactly("account TIERED");
    }
  }

  private static StreamConfiguration.Builder stream(String name, long maxBytes) {
    return Real.stream(name).maxBytes(maxBytes);
  }
}
