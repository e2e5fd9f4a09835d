// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.HttpSnapshotSource;
import io.natschecks.examples.boot.NatsChecksProperties.Login;
import io.natschecks.examples.boot.NatsChecksProperties.Tls;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsLogin;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

class DeploymentSourceTest {

  private static final SnapshotPlan PLAN =
      new SnapshotPlan(EnumSet.of(Section.VARZ), Duration.ofSeconds(20));

  private static NatsCluster cluster;

  @BeforeAll
  static void start() {
    cluster = NatsCluster.named("A").servers(1, NatsServerBinary.any()).start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static DeploymentSource source(
      String user, String password, @Nullable HttpSnapshotSource overHttp) {
    return new DeploymentSource(
        new Connectors(new Tls(null, false), new DefaultSslBundleRegistry())
            .connector("natschecks", cluster.urls(), new Login(null, null, user, password, null)),
        overHttp);
  }

  @Test
  void seesOverTheSystemAccount() throws Exception {
    NatsLogin login = cluster.systemLogin();
    try (DeploymentSource source = source(login.user(), login.password(), null)) {
      assertThat(source.take(PLAN).servers()).extracting(Server::name).containsExactly("a1");
      assertThat(source.take(PLAN).source()).startsWith("system account");
    }
  }

  @Test
  void saysWhyNothingCanBeSeen() throws Exception {
    try (DeploymentSource source = source("sys", "very-secret", null)) {
      assertThatThrownBy(() -> source.take(PLAN))
          .isInstanceOf(SnapshotException.class)
          .hasMessage("NATS at " + cluster.urls().get(0) + " refuses the login");
    }
  }

  @Test
  void asksMonitoringPortsAloneWhereNobodyLetsItIn() throws Exception {
    try (DeploymentSource source =
        source("sys", "wrong", HttpSnapshotSource.of(cluster.monitors()))) {
      assertThat(source.take(PLAN).servers()).extracting(Server::name).containsExactly("a1");
    }
  }

  @Test
  void monitoringPortsFillGaps() throws Exception {
    NatsLogin login = cluster.systemLogin();
    try (DeploymentSource source =
        source(login.user(), login.password(), HttpSnapshotSource.of(cluster.monitors()))) {
      assertThat(source.take(PLAN).servers()).extracting(Server::name).containsExactly("a1");
    }
  }

  @Test
  void canBeInterrupted() throws Exception {
    try (DeploymentSource source = source("sys", "wrong", null)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> source.take(PLAN)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }
}
