// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OPT_IDLE_006 on a real cluster: users that go, stay, come back, and never came. */
class DisconnectedUserTest {

  private static final String ACME = "OPT_IDLE_006 user/ACME/acme";
  private static final String LATE = "OPT_IDLE_006 user/LATE/late";

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsUsersWhoseLastConnectionIsClosed(String release) throws Exception {
    AuditConfig config =
        AuditConfig.builder()
            .only("OPT_IDLE_006")
            .parameter("OPT_IDLE_006", "known_users", List.of("LATE/late", "BETA/beta"))
            .build();
    try (NatsCluster cluster =
            NatsCluster.named("D")
                .servers(2, NatsServerBinary.release(release))
                .account("ACME", "acme", "secret")
                .account("BETA", "beta", "secret")
                .account("LATE", "late", "secret")
                .account("NOBODY", "nobody", "secret")
                .start();
        Watch watch = Watch.overHttp(cluster.monitors(), config);
        RawClient beta = RawClient.login(cluster.server("d2"), "beta", "stays")) {
      RawClient one = RawClient.login(cluster.server("d1"), "acme", "one");
      RawClient other = RawClient.login(cluster.server("d2"), "acme", "other");
      Real.connect(cluster, NatsCluster.SYSTEM_ACCOUNT).close();
      assertThat(watch.found()).as("known, and never seen").containsExactly(LATE);

      one.close();
      Real.awaitClients(cluster, "ACME", 1);
      assertThat(watch.found()).as("one connection of the user is left").containsExactly(LATE);

      other.close();
      watch.awaitFound("none is left", Set.of(ACME, LATE));
      try (RawClient late = RawClient.login(cluster.server("d1"), "late", "at last")) {
        watch.awaitFound("the other user is there at last", Set.of(ACME));
        try (RawClient back = RawClient.login(cluster.server("d1"), "acme", "back")) {
          watch.awaitFound("the user is back", Set.of());
          late.flush();
          back.flush();
          beta.flush();
        }
      }
    }
  }
}
