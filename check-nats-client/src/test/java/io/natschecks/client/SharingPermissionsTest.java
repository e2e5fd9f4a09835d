// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StreamConfiguration;
import io.natschecks.api.monitor.EventChannel;
import io.natschecks.testkit.server.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions of users of instances that share a lease and follow each other's events. */
@Tag("slow")
@ParameterizedClass
@ValueSource(strings = {"2.9", "2.10", "2.15"})
class SharingPermissionsTest {

  private static final Duration LENGTH = Duration.ofMinutes(1);

  /** Enough for flow control. */
  private static final int EVENTS = 400;

  private static final byte[] EVENT = new byte[100 << 10];

  private static LeastPrivilegeCluster cluster;

  /** Declared so that {@link #start} can be given it. */
  @Parameter private String release;

  @BeforeParameterizedClassInvocation
  static void start(String release) throws Exception {
    cluster = new LeastPrivilegeCluster(release, 1);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aLeaseIsHeldRenewedAndReleased() throws Exception {
    delete("KV_CHECKS");
    try (Connection least = cluster.connect("lease")) {
      BucketLease lease = lease(least);
      assertThat(lease.hold()).isTrue();
      assertThat(lease.hold()).isTrue();
      assertThat(lease(least).hold()).isFalse();
      lease.release();
      assertThat(lease(least).hold()).isTrue();
      assertThat(least.getLastError()).isNullOrEmpty();
    }
    delete("KV_CHECKS");
  }

  @TestFactory
  Stream<DynamicTest> aLeaseReportsTheLossOfEach() {
    return cluster.lease.subjects().stream()
        .map(subject -> dynamicTest(subject, () -> leaseWithout(subject)));
  }

  private void leaseWithout(String subject) throws Exception {
    delete("KV_CHECKS");
    if (!subject.contains(".STREAM.CREATE.")) {
      BucketLease other = lease(cluster.tenant());
      other.hold();
      other.release();
    }
    try (Connection lacking = cluster.connectWithout("lease", subject)) {
      assertThatThrownBy(() -> lease(lacking).hold())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the user may not");
    }
  }

  @Test
  void eventsArePublishedAndFollowed() throws Exception {
    delete("CHECKS_EVENTS");
    try (Connection least = cluster.connect("events")) {
      EventChannel channel = channel(least);
      for (int i = 0; i < EVENTS; i++) {
        channel.publish("SERVER_001.opened", "event-" + i, EVENT);
      }
      Queue<byte[]> followed = new ConcurrentLinkedQueue<>();
      try (EventChannel.Following following = channel.follow(Instant.EPOCH, followed::add)) {
        Eventually.until(
            "all events come", Duration.ofSeconds(30), () -> followed.size() == EVENTS);
      }
      assertThat(least.getLastError()).isNullOrEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> aChannelReportsTheLossOfEach() {
    return cluster.events.subjects().stream()
        .filter(subject -> !subject.startsWith("$JS.FC."))
        .map(subject -> dynamicTest(subject, () -> eventsWithout(subject)));
  }

  private void eventsWithout(String subject) throws Exception {
    delete("CHECKS_EVENTS");
    if (!subject.contains(".STREAM.CREATE.")) {
      channel(cluster.tenant()).publish("SERVER_001.opened", "first", EVENT);
    }
    try (Connection lacking = cluster.connectWithout("events", subject)) {
      EventChannel channel = channel(lacking);
      assertThatThrownBy(
              () -> {
                channel.publish("SERVER_001.opened", "second", EVENT);
                channel.follow(Instant.EPOCH, event -> {}).close();
              })
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the user may not");
    }
  }

  private static BucketLease lease(Connection connection) {
    return BucketLease.creating(
        connection,
        KeyValueConfiguration.builder("CHECKS").ttl(LENGTH).build(),
        "auditor",
        "instance");
  }

  private static EventChannel channel(Connection connection) {
    return StreamEventChannel.creating(
        connection,
        StreamConfiguration.builder().name("CHECKS_EVENTS").subjects("checks.>").build(),
        "checks");
  }

  private static void delete(String stream) throws Exception {
    JetStreamManagement management = cluster.tenant().jetStreamManagement();
    try {
      management.deleteStream(stream);
    } catch (JetStreamApiException e) {
      // There was none.
    }
  }
}
