// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OPT_IDLE_001 to 005 on a real cluster that is audited in quick succession. The window is eight
 * seconds long instead of a day, and so is the time after which an account counts as inactive; a
 * server may use half of its cores, since it shares them with builds.
 */
class NothingHappensTest {

  private static final int SECONDS = 8;

  private static final AuditConfig SHORT_DAY =
      AuditConfig.builder()
          .only("OPT_IDLE_001", "OPT_IDLE_002", "OPT_IDLE_003", "OPT_IDLE_004", "OPT_IDLE_005")
          .window(Duration.ofSeconds(SECONDS))
          .parameter("OPT_IDLE_001", "max_cpu_percent", 50.0)
          .parameter("OPT_IDLE_005", "threshold_secs", SECONDS)
          .build();

  private static final List<String> IDLE =
      List.of(
          "OPT_IDLE_001 server/N/n1",
          "OPT_IDLE_001 server/N/n3",
          "OPT_IDLE_002 stream//ACME/QUIET",
          "OPT_IDLE_003 consumer//ACME/BUSY/waiting",
          "OPT_IDLE_003 consumer//ACME/QUIET/behind",
          "OPT_IDLE_003 consumer//ACME/QUIET/done",
          "OPT_IDLE_003 consumer//ACME/SEALED/done",
          "OPT_IDLE_004 consumer//ACME/QUIET/done",
          "OPT_IDLE_004 consumer//ACME/SEALED/done",
          "OPT_IDLE_005 account/NEVER");

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void findsWhatDidNothingInTheWindowOnceTheWindowIsOver(String release) throws Exception {
    try (NatsCluster cluster =
            NatsCluster.named("N")
                .servers(3, NatsServerBinary.release(release))
                .jetStream()
                .account("ACME", "acme", "secret", "jetstream: enabled")
                .account("LATER", "later", "secret")
                .account("NEVER", "never", "secret")
                .start();
        Connection client = Real.connect(cluster, "ACME");
        Crowd crowd = new Crowd(cluster, "acme");
        RawClient later = RawClient.login(cluster.server("n2"), "later", "leaves")) {
      crowd.join(0, 10);
      for (String stream : List.of("BUSY", "QUIET", "SEALED")) {
        addStream(client.jetStreamManagement(), stream);
        Eventually.until(
            "a new stream takes messages",
            Duration.ofSeconds(10),
            () -> client.jetStream().publish(stream, new byte[1]).getSeqno() > 0);
      }
      JetStreamSubscription reader = consumer(client, "BUSY", "reader");
      consumer(client, "BUSY", "waiting");
      read(consumer(client, "QUIET", "done"));
      consumer(client, "QUIET", "behind");
      read(consumer(client, "SEALED", "done"));
      client.jetStreamManagement().updateStream(stream("SEALED").seal().build());

      try (Watch watch = Watch.over(cluster, SHORT_DAY)) {
        assertThat(watch.found()).as("nothing is said before the window is over").isEmpty();
        Work work =
            () -> {
              client.jetStream().publish("BUSY", new byte[1]);
              read(reader);
            };
        awaitFound(watch, work, "these were idle all the time", new TreeSet<>(IDLE));

        later.close();
        client.jetStream().publish("QUIET", new byte[1]);
        TreeSet<String> left = new TreeSet<>(IDLE);
        left.removeIf(key -> key.contains("/QUIET"));
        left.add("OPT_IDLE_003 consumer//ACME/QUIET/behind");
        left.add("OPT_IDLE_003 consumer//ACME/QUIET/done");
        assertThat(watch.found())
            .as("the stream has moved, its consumers have not")
            .isEqualTo(left);

        left.add("OPT_IDLE_005 account/LATER");
        awaitFound(
            watch,
            () -> {
              work.run();
              client.jetStream().publish("QUIET", new byte[1]);
            },
            "the last client of an account is gone for as long",
            left);
      }
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private static void awaitFound(Watch watch, Work work, String when, Set<String> keys) {
    AtomicReference<Set<String>> last = new AtomicReference<>(Set.of());
    try {
      Eventually.until(
          when,
          Duration.ofSeconds(60),
          () -> {
            work.run();
            last.set(watch.found());
            return last.get().equals(keys);
          });
    } catch (AssertionError e) {
      assertThat(last.get()).as(when + ": " + e.getMessage()).isEqualTo(keys);
    }
  }

  private static void addStream(JetStreamManagement api, String name) {
    Eventually.until(
        name + " is there",
        Duration.ofSeconds(30),
        () -> api.addStream(stream(name).build()).getConfiguration().getName().equals(name));
  }

  private static StreamConfiguration.Builder stream(String name) {
    return StreamConfiguration.builder().name(name).subjects(name);
  }

  private static JetStreamSubscription consumer(Connection client, String stream, String name)
      throws Exception {
    client
        .jetStreamManagement()
        .addOrUpdateConsumer(stream, ConsumerConfiguration.builder().durable(name).build());
    return client.jetStream().subscribe(null, PullSubscribeOptions.bind(stream, name));
  }

  private static void read(JetStreamSubscription consumer) throws Exception {
    for (Message message : consumer.fetch(1, Duration.ofSeconds(5))) {
      message.ackSync(Duration.ofSeconds(5));
    }
  }
}
