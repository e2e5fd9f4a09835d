// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.api.snapshot.TlsCertificate;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server tells of its listeners and limits, with TLS on each of them. */
class ListenersTest {

  private static final SnapshotPlan PLAN =
      SnapshotPlan.of(List.of(Section.VARZ, Section.JSZ, Section.GATEWAYZ));

  /** It has routes and gateways that lead nowhere, for only with them does it open their ports. */
  private static final String CONFIGURATION =
      """
      tls { %1$s }
      jetstream { store_dir: "%3$s", limits { max_ha_assets: 7 } }
      cluster { name: S, port: -1, routes: ["nats://127.0.0.1:1"], tls { %1$s, ca_file: "%2$s" } }
      gateway { name: S, port: -1, tls { %1$s, ca_file: "%2$s" } }
      leafnodes { port: -1, tls { %1$s } }
      websocket { port: -1, tls { %1$s } }
      mqtt { port: -1, tls { %1$s } }
      """;

  @ParameterizedTest
  @CsvSource({"2.15, 7", "2.10,"})
  void tellsTheCertificateOfEachListener(String release, Integer maxHaAssets, @TempDir Path folder)
      throws Exception {
    SelfSigned certificate = SelfSigned.create(folder);
    HttpClient trusting = HttpClient.newBuilder().sslContext(certificate.trust()).build();
    try (NatsCluster cluster =
        NatsCluster.named("S").servers(1, NatsServerBinary.release(release)).start()) {
      NatsServerProcess process = cluster.server("s1");
      process.stop();
      process.rewriteConfiguration(
          text -> text.replaceFirst("(?m)^http: ", "https: ") + configuration(certificate, folder));
      process.restartWithoutWaiting();
      Server server = seen(process, trusting);

      assertThat(server.config().port()).isEqualTo(process.ports().client());
      assertThat(server.config().host()).isEqualTo("127.0.0.1");
      assertThat(server.config().tlsRequired()).isTrue();
      assertThat(server.jetStreamServer().maxHaAssets()).isEqualTo(maxHaAssets);
      if (release.equals("2.10")) {
        assertThat(server.config().certificates()).isEmpty();
      } else {
        assertThat(server.config().certificates())
            .extracting(TlsCertificate::listener)
            .containsExactlyInAnyOrder(
                "client", "cluster", "gateway", "leafnode", "websocket", "mqtt");
        assertThat(server.config().certificates())
            .extracting(TlsCertificate::notAfter)
            .allSatisfy(
                end ->
                    assertThat(end)
                        .isBetween(
                            Instant.now().plus(Duration.ofDays(89)),
                            Instant.now().plus(Duration.ofDays(91))));
      }
    }
  }

  private static String configuration(SelfSigned certificate, Path folder) {
    String files =
        "cert_file: \"%s\", key_file: \"%s\""
            .formatted(certificate.certificate(), certificate.key());
    return CONFIGURATION.formatted(files, certificate.certificate(), folder.resolve("store"));
  }

  private static Server seen(NatsServerProcess process, HttpClient client) throws Exception {
    URI address = URI.create("https://127.0.0.1:" + process.ports().monitor());
    HttpSnapshotSource source = HttpSnapshotSource.of(List.of(address), client);
    AtomicReference<Server> server = new AtomicReference<>();
    Eventually.until(
        "it answers",
        Duration.ofSeconds(20),
        () -> {
          try {
            server.set(source.take(PLAN).servers().get(0));
            return server.get().config() != null;
          } catch (SnapshotException e) {
            return false;
          }
        });
    return server.get();
  }
}
