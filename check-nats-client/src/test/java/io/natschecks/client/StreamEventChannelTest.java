// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.monitor.EventChannel;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in streams of real servers. */
class StreamEventChannelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void keepsEachEventOnceAndGivesThemInOrderToAllWhoFollow(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Connection acme = Clients.connect(cluster, "ACME");
        Connection other = Clients.connect(cluster, "ACME")) {
      EventChannel channel = StreamEventChannel.creating(acme, stream(), "checks.events");
      channel.publish("ACME_001.opened", "id-1", bytes("one"));
      channel.publish("ACME_001.opened", "id-1", bytes("one"));

      List<String> all = new CopyOnWriteArrayList<>();
      List<String> late = new CopyOnWriteArrayList<>();
      EventChannel reader = StreamEventChannel.of(other, "EVENTS", "checks.events");
      try (EventChannel.Following whole = reader.follow(Instant.EPOCH, into(all));
          EventChannel.Following part =
              reader.follow(
                  acme.jetStreamManagement()
                      .getStreamInfo("EVENTS")
                      .getStreamState()
                      .getLastTime()
                      .toInstant()
                      .plusNanos(1),
                  into(late))) {
        channel.publish("ACME_001.resolved", "id-2", bytes("two"));
        channel.publish("monitor.cannot-see", "id-3", bytes("three"));

        Eventually.until("all three are there", PATIENCE, () -> all.size() == 3);
        Eventually.until("both are there", PATIENCE, () -> late.size() == 2);
      }
      assertThat(all).containsExactly("one", "two", "three");
      assertThat(late).containsExactly("two", "three");
    }
  }

  @Test
  void aReceiverThatThrowsGetsTheNextOne() throws Exception {
    try (NatsCluster cluster = cluster("2.15");
        Connection acme = Clients.connect(cluster, "ACME")) {
      EventChannel channel = StreamEventChannel.creating(acme, stream(), "checks.events");
      List<String> seen = new CopyOnWriteArrayList<>();
      try (EventChannel.Following following =
          channel.follow(
              Instant.EPOCH,
              event -> {
                seen.add(new String(event, StandardCharsets.UTF_8));
                throw new IllegalStateException("odd");
              })) {
        channel.publish("a", "1", bytes("one"));
        channel.publish("a", "2", bytes("two"));
        Eventually.until("both are there", PATIENCE, () -> seen.size() == 2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void saysWhatStandsInTheWay(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Connection acme = Clients.connect(cluster, "ACME")) {
      EventChannel none = StreamEventChannel.of(acme, "NONE", "checks.events");
      assertThatThrownBy(() -> none.publish("a", "1", bytes("one")))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("The stream NONE cannot be used: ");
      assertThatThrownBy(() -> none.follow(Instant.EPOCH, event -> {}))
          .isInstanceOf(IOException.class)
          .hasMessage("There is no stream NONE in the account");
      assertThatThrownBy(() -> none.publish("a.*", "1", bytes("one")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> StreamEventChannel.of(acme, "NONE", ">"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static NatsCluster cluster(String release) {
    return NatsCluster.named("E")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .start();
  }

  private static StreamConfiguration stream() {
    return StreamConfiguration.builder().name("EVENTS").subjects("checks.events.>").build();
  }

  private static Consumer<byte[]> into(List<String> list) {
    return event -> list.add(new String(event, StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
