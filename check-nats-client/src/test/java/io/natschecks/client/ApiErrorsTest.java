// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failing JetStream requests of real clients, as servers tell of them in their account. */
class ApiErrorsTest {

  private static final SnapshotPlan JSZ = SnapshotPlan.of(Set.of(Section.JSZ));

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void countsWhatFailsBetweenTwoSnapshots(String release, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("capture.zip");
    ApiErrors heard;
    try (NatsCluster cluster = cluster(release);
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Connection acme = Clients.connect(cluster, "ACME");
        Connection beta = Clients.connect(cluster, "BETA");
        Connection client = Clients.connect(cluster, "ACME");
        CaptureFile capture = CaptureFile.create(file);
        NatsSnapshotSource listening =
            NatsSnapshotSource.builder(system)
                .accounts(List.of(acme, beta))
                .listenForApiErrors()
                .build()) {
      NatsSnapshotSource source = listening.recordTo(capture);
      request(client, "$JS.API.STREAM.INFO.TOO_EARLY", "");
      Snapshot first = source.take(JSZ);
      request(client, "$JS.API.STREAM.INFO.MISSING", "");
      request(client, "$JS.API.STREAM.INFO.OTHER", "");
      request(client, "$JS.API.STREAM.CREATE.X", "{\"password\":");
      request(client, "$JS.API.INFO", "");

      List<ApiErrorCount> counts = new ArrayList<>();
      ApiErrors[] last = new ApiErrors[1];
      Eventually.until(
          "all is heard",
          Duration.ofSeconds(10),
          () -> {
            last[0] = source.take(JSZ).apiErrors();
            counts.addAll(last[0].counts());
            return counts.stream().mapToLong(ApiErrorCount::count).sum() >= 3;
          });
      heard = last[0];

      assertThat(first.apiErrors().counts()).isEmpty();
      assertThat(heard.accounts()).containsExactly("ACME", "BETA");
      assertThat(heard.since()).isAfter(first.apiErrors().since());
      assertThat(heard.others() + heard.missed()).isZero();
      assertThat(counts)
          .containsExactlyInAnyOrder(
              new ApiErrorCount("c1", "ACME", "STREAM.INFO", 10059, null, 2),
              new ApiErrorCount("c1", "ACME", "STREAM.CREATE", 10025, null, 1));

      listening.close();
      request(client, "$JS.API.STREAM.INFO.TOO_LATE", "");
      assertThat(source.take(JSZ).apiErrors().accounts()).isEmpty();
    }
    ApiErrors replayed =
        CaptureSnapshotSource.open(file).previous().orElseThrow().take(JSZ).apiErrors();
    assertThat(replayed).isEqualTo(heard);
  }

  @Test
  void hearsNothingWhereItMayNotListen() throws Exception {
    try (NatsCluster cluster =
            cluster(
                "2.15",
                "users: [{user: deaf, password: p, "
                    + "permissions: {subscribe: {deny: \"$JS.EVENT.>\"}}}]");
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Connection deaf = Clients.connectAs("deaf", "p", cluster.urls().get(0));
        NatsSnapshotSource source =
            NatsSnapshotSource.builder(system)
                .accounts(List.of(deaf))
                .listenForApiErrors()
                .build()) {
      ApiErrors heard = source.take(JSZ).apiErrors();
      assertThat(heard.accounts()).isEmpty();
      assertThat(heard.unheard()).containsExactly("BETA");
    }
  }

  @Test
  void listensOnlyWhenToldTo() throws Exception {
    try (NatsCluster cluster = cluster("2.15");
        Connection system = Clients.connect(cluster, NatsCluster.SYSTEM_ACCOUNT);
        Connection acme = Clients.connect(cluster, "ACME");
        NatsSnapshotSource source =
            NatsSnapshotSource.builder(system).accounts(List.of(acme)).build()) {
      assertThat(source.take(JSZ).apiErrors()).isNull();
    }
  }

  private static void request(Connection client, String subject, String body) throws Exception {
    assertThat(
            client.request(subject, body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(5)))
        .isNotNull();
  }

  private static NatsCluster cluster(String release, String... more) {
    return NatsCluster.named("C")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .account("BETA", "beta", "secret", more)
        .start();
  }
}
