// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.Source;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.Gap;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks whose thresholds real streams and consumers carry in their metadata. */
class MetadataThresholdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void holdsStreamsAgainstTheirThresholds(String release) throws Exception {
    try (NatsCluster cluster = start(release);
        Watch watch = Watch.over(cluster);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      addStream(
          api,
          "STRICT",
          "msgs-warn",
          "2",
          "msgs-critical",
          "100",
          "subjects-critical",
          "2",
          "min-sources",
          "1",
          "max-sources",
          "0",
          "peer-expect",
          "3");
      addStream(
          api,
          "CALM",
          "msgs-warn",
          "3",
          "msgs-critical",
          "100",
          "subjects-critical",
          "3",
          "max-sources",
          "1",
          "peer-expect",
          "1");
      addStream(api, "UNREAD", "msgs-warn", "many");
      api.addStream(
          StreamConfiguration.builder()
              .name("MERGED")
              .addSources(Source.builder().sourceName("STRICT").build())
              .addSources(Source.builder().sourceName("CALM").build())
              .metadata(metadata("min-sources", "2", "max-sources", "1"))
              .build());
      for (String stream : List.of("STRICT", "CALM", "UNREAD")) {
        for (int i = 0; i < 3; i++) {
          client.jetStream().publish(stream + "." + i, new byte[1]);
        }
      }

      assertThat(watch.found())
          .containsExactly(
              "JETSTREAM_019 stream//ACME/STRICT",
              "JETSTREAM_020 stream//ACME/MERGED",
              "JETSTREAM_021 stream//ACME/STRICT",
              "JETSTREAM_024 stream//ACME/STRICT",
              "JETSTREAM_025 stream//ACME/STRICT");
      assertThat(watch.audit().checks())
          .filteredOn(each -> each.check().code().equals("JETSTREAM_024"))
          .flatExtracting(each -> each.result().gaps())
          .extracting(Gap::subject)
          .as("what cannot be read is not passed")
          .containsExactly("stream ACME/UNREAD");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void holdsConsumersAgainstTheirThresholds(String release) throws Exception {
    try (NatsCluster cluster = start(release);
        Watch watch = Watch.over(cluster);
        Connection client = Real.connect(cluster, "ACME")) {
      JetStreamManagement api = client.jetStreamManagement();
      addStream(api, "WORK");
      for (int i = 0; i < 30; i++) {
        client.jetStream().publish("WORK." + i, new byte[1]);
      }
      JetStreamSubscription strict =
          consumer(
              client,
              "strict",
              "outstanding-ack-critical",
              "3",
              "unprocessed-critical",
              "5",
              "waiting-critical",
              "1",
              "redelivery-critical",
              "1",
              "last-delivery-critical",
              "1s",
              "last-ack-critical",
              "1s",
              "pinned",
              "true");
      JetStreamSubscription calm =
          consumer(
              client,
              "calm",
              "outstanding-ack-critical",
              "20",
              "unprocessed-critical",
              "30",
              "waiting-critical",
              "2",
              "redelivery-critical",
              "6",
              "last-delivery-critical",
              "1h",
              "last-ack-critical",
              "1h");
      for (JetStreamSubscription each : List.of(strict, calm)) {
        List<Message> messages = each.fetch(5, Duration.ofSeconds(5));
        assertThat(messages).hasSize(5);
        messages.get(0).ackSync(Duration.ofSeconds(5));
        messages.get(1).nak();
        awaitRedelivery(each);
      }
      Set<String> expected = new TreeSet<>();
      for (String code : List.of("006", "008", "009", "010", "011", "012")) {
        expected.add("CONSUMER_" + code + " consumer//ACME/WORK/strict");
      }
      watch.awaitFound("the last delivery and the last acknowledgement are a second old", expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void countsPullRequestsThatWait(String release) throws Exception {
    try (NatsCluster cluster = start(release);
        Watch watch = Watch.over(cluster);
        Connection client = Real.connect(cluster, "ACME")) {
      addStream(client.jetStreamManagement(), "WORK");
      JetStreamSubscription two = consumer(client, "two", "waiting-critical", "2");
      JetStreamSubscription three = consumer(client, "three", "waiting-critical", "3");
      for (int i = 0; i < 2; i++) {
        two.pullExpiresIn(1, Duration.ofMinutes(5));
        three.pullExpiresIn(1, Duration.ofMinutes(5));
      }
      client.flush(Duration.ofSeconds(5));

      assertThat(watch.found()).containsExactly("CONSUMER_007 consumer//ACME/WORK/two");
    }
  }

  /** A message that was turned down comes again, among others. */
  private static void awaitRedelivery(JetStreamSubscription subscription) {
    Eventually.until(
        "the message is delivered again",
        Duration.ofSeconds(10),
        () ->
            subscription.fetch(1, Duration.ofSeconds(1)).stream()
                .anyMatch(message -> message.metaData().deliveredCount() > 1));
  }

  private static NatsCluster start(String release) {
    return NatsCluster.named("T")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .start();
  }

  private static void addStream(JetStreamManagement api, String name, String... thresholds)
      throws Exception {
    api.addStream(
        StreamConfiguration.builder()
            .name(name)
            .subjects(name + ".>")
            .metadata(metadata(thresholds))
            .build());
  }

  private static JetStreamSubscription consumer(
      Connection client, String name, String... thresholds) throws Exception {
    return client
        .jetStream()
        .subscribe(
            "WORK.>",
            PullSubscribeOptions.builder().stream("WORK")
                .configuration(
                    ConsumerConfiguration.builder()
                        .durable(name)
                        .ackPolicy(AckPolicy.Explicit)
                        .ackWait(Duration.ofMinutes(5))
                        .metadata(metadata(thresholds))
                        .build())
                .build());
  }

  private static Map<String, String> metadata(String... thresholds) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("io.nats.monitor.enabled", "true");
    for (int i = 0; i < thresholds.length; i += 2) {
      metadata.put("io.nats.monitor." + thresholds[i], thresholds[i + 1]);
    }
    return metadata;
  }
}
