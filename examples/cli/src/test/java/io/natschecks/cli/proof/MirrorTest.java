// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.Mirror;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JETSTREAM_017 and JETSTREAM_018 on real mirrors: one that is full, one that lost its origin. */
class MirrorTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void findsAMirrorThatIsBehindAndOneThatHearsNothing(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("M")
                .servers(1, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .start();
        Watch watch = Watch.over(cluster);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      api.addStream(StreamConfiguration.builder().name("ORIGIN").subjects("o").build());
      api.addStream(
          mirror("FULL", "io.nats.monitor.lag-critical", "20")
              .maxMessages(100)
              .discardPolicy(DiscardPolicy.New)
              .build());
      api.addStream(mirror("LOST", "io.nats.monitor.seen-critical", "4s").build());
      publish(client, 85);
      awaitMessages(api, "FULL", 85);
      awaitMessages(api, "LOST", 85);
      assertThat(watch.found()).isEmpty();

      publish(client, 100);
      Eventually.until(
          "the full mirror is known to be behind",
          Duration.ofSeconds(30),
          () -> api.getStreamInfo("FULL").getMirrorInfo().getLag() > 20);
      assertThat(watch.found())
          .containsExactly("JETSTREAM_003 stream//ACME/FULL", "JETSTREAM_017 stream//ACME/FULL");

      api.deleteStream("ORIGIN");
      Eventually.until(
          "the other mirror has heard nothing for some seconds",
          Duration.ofSeconds(30),
          () -> api.getStreamInfo("LOST").getMirrorInfo().getActive().compareTo(SEEN) > 0);
      assertThat(watch.found("JETSTREAM_003", "JETSTREAM_017"))
          .containsExactly("JETSTREAM_018 stream//ACME/LOST");
    }
  }

  private static final Duration SEEN = Duration.ofSeconds(4);

  private static StreamConfiguration.Builder mirror(String name, String key, String threshold) {
    return StreamConfiguration.builder()
        .name(name)
        .mirror(Mirror.builder().sourceName("ORIGIN").build())
        .metadata(Map.of("io.nats.monitor.enabled", "true", key, threshold));
  }

  /** All at once: a mirror learns how far it is behind from what waits for it. */
  private static void publish(Connection client, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      client.publish("o", new byte[10]);
    }
    client.flush(Duration.ofSeconds(5));
  }

  private static void awaitMessages(JetStreamManagement api, String stream, long count) {
    Eventually.until(
        stream + " has " + count + " messages",
        Duration.ofSeconds(30),
        () -> api.getStreamInfo(stream).getStreamState().getMsgCount() == count);
  }
}
