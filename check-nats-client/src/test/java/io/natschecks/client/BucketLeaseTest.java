// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.api.KeyValueConfiguration;
import io.natschecks.client.gather.Clients;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leases in buckets of real servers. */
class BucketLeaseTest {

  private static final Duration LENGTH = Duration.ofSeconds(2);

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void oneHoldsItUntilItIsReleased(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Connection acme = Clients.connect(cluster, "ACME")) {
      BucketLease first = lease(acme, "one");
      BucketLease second = lease(acme, "two");
      assertThat(first.isHeld()).isFalse();
      assertThat(first.term()).isZero();

      assertThat(first.hold()).isTrue();
      assertThat(second.hold()).isFalse();
      long term = first.term();
      assertThat(first.hold()).as("renewed").isTrue();
      assertThat(first.term()).isEqualTo(term).isPositive();
      assertThat(first.isHeld()).isTrue();
      assertThat(second.isHeld()).isFalse();

      second.release();
      assertThat(first.hold()).as("a release by another takes nothing away").isTrue();
      first.release();
      assertThat(first.isHeld()).isFalse();
      assertThat(second.hold()).isTrue();
      assertThat(first.hold()).isFalse();

      second.release();
      assertThat(first.hold()).isTrue();
      assertThat(first.term()).as("another term").isGreaterThan(term);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.10", "2.15"})
  void anotherGetsItWhenTheHolderDies(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Connection acme = Clients.connect(cluster, "ACME")) {
      BucketLease dead = lease(acme, "dead");
      BucketLease next = lease(acme, "next");
      assertThat(dead.hold()).isTrue();
      long start = System.nanoTime();

      Eventually.until("the next one holds it", LENGTH.multipliedBy(3), next::hold);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      assertThat(taken).isBetween(LENGTH.multipliedBy(9).dividedBy(10), LENGTH.plusMillis(1_500));
      assertThat(dead.isHeld()).as("it expired here before").isFalse();
      assertThat(dead.hold()).as("who wakes up later").isFalse();
      dead.release();
      assertThat(next.hold()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9", "2.15"})
  void ofManyAtOnceOneGetsIt(String release) throws Exception {
    try (NatsCluster cluster = cluster(release);
        Connection acme = Clients.connect(cluster, "ACME")) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        for (int round = 0; round < 20; round++) {
          List<BucketLease> leases = new ArrayList<>();
          List<Future<Boolean>> held = new ArrayList<>();
          for (int i = 0; i < 8; i++) {
            BucketLease lease = lease(acme, "i" + i);
            leases.add(lease);
            held.add(threads.submit(lease::hold));
          }
          int holders = 0;
          for (Future<Boolean> each : held) {
            holders += each.get() ? 1 : 0;
          }
          assertThat(holders).isEqualTo(1);
          for (BucketLease lease : leases) {
            lease.release();
          }
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void expiresByTheLocalClocksWhenNobodyCanBeAsked() throws Exception {
    try (NatsCluster cluster = cluster("2.15");
        Connection acme = Clients.connect(cluster, "ACME")) {
      AtomicLong nanos = new AtomicLong();
      ManualDay day = new ManualDay();
      BucketLease lease =
          new BucketLease(
              acme, "LEASE", bucket(), LENGTH, "monitor", "one", new LocalClock(day, nanos::get));
      assertThat(lease.hold()).isTrue();
      cluster.servers().get(0).stop();

      assertThatThrownBy(lease::hold)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("The bucket LEASE cannot be used: ");
      assertThat(lease.isHeld()).as("nobody else can have it yet").isTrue();
      nanos.addAndGet(LENGTH.toNanos() * 9 / 10 - 1);
      assertThat(lease.isHeld()).isTrue();
      nanos.incrementAndGet();
      assertThat(lease.isHeld()).isFalse();

      nanos.set(0);
      assertThat(lease.isHeld()).isTrue();
      day.now = day.now.plus(LENGTH);
      assertThat(lease.isHeld()).as("a machine slept").isFalse();
    }
  }

  @Test
  void aBucketThatForgetsTooLateOrNeverIsNoPlaceForIt() throws Exception {
    try (NatsCluster cluster = cluster("2.15");
        Connection acme = Clients.connect(cluster, "ACME")) {
      assertThat(lease(acme, "one").hold()).isTrue();

      assertThatThrownBy(
              BucketLease.of(acme, "LEASE", Duration.ofSeconds(9), "monitor", "one")::hold)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "The bucket LEASE cannot be used: it forgets after 2s, and the lease is to last 9s");
      assertThatThrownBy(BucketLease.of(acme, "NONE", LENGTH, "monitor", "one")::hold)
          .hasMessage("There is no key-value bucket NONE in the account");
      KeyValueConfiguration endless = KeyValueConfiguration.builder("ENDLESS").build();
      assertThatThrownBy(() -> BucketLease.creating(acme, endless, "monitor", "one"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> BucketLease.of(acme, "LEASE", LENGTH, "a key", "one"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static NatsCluster cluster(String release) {
    return NatsCluster.named("L")
        .servers(1, NatsServerBinary.release(release))
        .jetStream()
        .account("ACME", "acme", "secret", "jetstream: enabled")
        .start();
  }

  private static BucketLease lease(Connection connection, String instance) {
    return BucketLease.creating(connection, bucket(), "monitor", instance);
  }

  private static KeyValueConfiguration bucket() {
    return KeyValueConfiguration.builder("LEASE").ttl(LENGTH).build();
  }

  private static final class ManualDay extends Clock {
    private Instant now = Instant.parse("2026-03-01T03:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
