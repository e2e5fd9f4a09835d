// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.Mirror;
import io.nats.client.api.Placement;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JETSTREAM_015 and CLUSTER_005: the link between two servers is cut while both still reach the
 * third one. A mirror no longer hears its origin, which goes on growing.
 */
class CutLinkTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAMirrorThatIsCutOffFromItsOrigin(String release) throws Exception {
    AuditConfig config =
        AuditConfig.builder().parameter("JETSTREAM_015", "stale_minutes", 0.1).build();
    try (NatsCluster cluster =
        NatsCluster.named("L")
            .servers(3, NatsServerBinary.release(release))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start()) {
      NatsServerProcess first = cluster.server("l1");
      NatsServerProcess second = cluster.server("l2");
      NatsServerProcess third = cluster.server("l3");
      try (Link toSecond = Link.to(second.ports().cluster());
          Link toThird = Link.to(third.ports().cluster())) {
        reroute(second, first, toThird);
        reroute(third, first, toSecond);
        cluster.awaitFormed();
        try (Watch watch = Watch.over(cluster, config);
            Connection client = Real.connect(cluster, "ACME")) {
          JetStreamManagement api = client.jetStreamManagement();
          add(api, stream("ORIGIN", "l2").subjects("o").build());
          add(
              api,
              stream("COPY", "l3").mirror(Mirror.builder().sourceName("ORIGIN").build()).build());
          client.jetStream().publish("o", new byte[1]);
          Eventually.until(
              "the mirror follows",
              Duration.ofSeconds(30),
              () -> api.getStreamInfo("COPY").getStreamState().getMsgCount() == 1);
          assertThat(watch.found()).isEmpty();

          toSecond.cut();
          toThird.cut();
          Set<String> cutOff =
              Set.of(
                  "CLUSTER_005 server/L/l2",
                  "CLUSTER_005 server/L/l3",
                  "JETSTREAM_015 stream//ACME/COPY");
          Eventually.until(
              "the mirror has heard nothing for six seconds while its origin grew",
              Duration.ofSeconds(60),
              () -> {
                client.publish("o", new byte[1]);
                client.flush(Duration.ofSeconds(5));
                return watch.found().containsAll(cutOff);
              });
        }
      }
    }
  }

  private static void add(JetStreamManagement api, StreamConfiguration stream) {
    Eventually.until(
        stream.getName() + " is there",
        Duration.ofSeconds(30),
        () -> api.addStream(stream).getConfiguration().getName().equals(stream.getName()));
  }

  private static StreamConfiguration.Builder stream(String name, String tag) {
    return StreamConfiguration.builder()
        .name(name)
        .placement(Placement.builder().tags(tag).build());
  }

  /** Restarts a server so that it reaches one peer directly, and the other over a link alone. */
  private static void reroute(NatsServerProcess server, NatsServerProcess direct, Link link) {
    server.stop();
    String cluster =
        "cluster { name: \"L\", listen: \"127.0.0.1:%d\", advertise: \"127.0.0.1:1\","
                .formatted(server.ports().cluster())
            + " routes: [\"nats://127.0.0.1:%d\", \"nats://127.0.0.1:%d\"] }"
                .formatted(direct.ports().cluster(), link.port());
    server.rewriteConfiguration(
        text ->
            text.lines()
                    .map(line -> line.startsWith("cluster {") ? cluster : line)
                    .reduce("", (all, line) -> all + line + "\n")
                + "server_tags: [\"%s\"]\n".formatted(server.name()));
    server.restart();
  }
}
