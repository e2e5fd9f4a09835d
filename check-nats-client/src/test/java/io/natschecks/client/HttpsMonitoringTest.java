// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Monitoring ports with TLS and below a base path. */
class HttpsMonitoringTest {

  private static final SnapshotPlan EVERYTHING = SnapshotPlan.everything();

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.15"})
  void readsAMonitoringPortThatOnlyTheHostTrusts(String release, @TempDir Path folder)
      throws Exception {
    SelfSigned certificate = SelfSigned.create(folder);
    HttpClient trusting =
        HttpClient.newBuilder()
            .sslContext(certificate.trust())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    try (NatsCluster cluster = single(release)) {
      NatsServerProcess server = cluster.server("s1");
      URI address = URI.create("https://127.0.0.1:" + server.ports().monitor() + "/nats/watch");
      server.stop();
      server.rewriteConfiguration(
          text ->
              text.replaceFirst("(?m)^http: ", "https: ")
                  + """
                  http_base_path: "/nats/watch"
                  tls { cert_file: "%s", key_file: "%s" }
                  """
                      .formatted(certificate.certificate(), certificate.key()));
      server.restartWithoutWaiting();
      Eventually.until(
          "it is healthy",
          Duration.ofSeconds(20),
          () -> status(trusting, address, "/healthz") == 200);

      Snapshot snapshot = HttpSnapshotSource.of(List.of(address), trusting).take(EVERYTHING);

      assertComplete(snapshot, release);
      assertThatThrownBy(() -> HttpSnapshotSource.of(List.of(address)).take(EVERYTHING))
          .isInstanceOf(SnapshotException.class)
          .hasMessage("No monitoring port answered: the connection to " + address + " broke");
    }
  }

  @Test
  void readsAMonitoringPortBelowABasePath() throws Exception {
    try (NatsCluster cluster = single("2.10")) {
      NatsServerProcess server = cluster.server("s1");
      URI address = server.monitor().resolve("/deep/below/");
      server.stop();
      server.rewriteConfiguration(text -> text + "http_base_path: \"/deep/below\"\n");
      server.restartWithoutWaiting();
      HttpClient client = HttpClient.newHttpClient();
      Eventually.until(
          "it is healthy", Duration.ofSeconds(20), () -> status(client, address, "healthz") == 200);

      assertComplete(HttpSnapshotSource.of(List.of(address)).take(EVERYTHING), "2.10");

      URI root = server.monitor();
      assertThatThrownBy(() -> HttpSnapshotSource.of(List.of(root)).take(EVERYTHING))
          .isInstanceOf(SnapshotException.class)
          .hasMessageStartingWith("No monitoring port answered: the monitoring port answered 404");
    }
  }

  private static NatsCluster single(String release) {
    return NatsCluster.named("S")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .start();
  }

  private static int status(HttpClient client, URI address, String path) throws Exception {
    URI uri = URI.create(address + path);
    return client
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void assertComplete(Snapshot snapshot, String release) {
    assertThat(snapshot.servers()).extracting(Server::name).containsExactly("s1");
    Set<Section> sections = EnumSet.allOf(Section.class);
    if (release.equals("2.9")) {
      sections.remove(Section.RAFTZ);
    }
    for (Section section : sections) {
      assertThat(snapshot.coverage().of(section)).as(section.name()).isEqualTo(Entry.GATHERED);
    }
  }
}
