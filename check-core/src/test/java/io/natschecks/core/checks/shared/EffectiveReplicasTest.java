// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveReplicasTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final StreamId ORDERS = new StreamId(null, "ACME", "ORDERS");

  @ParameterizedTest
  @CsvSource({
    "0, true, LIMITS, 3, 3",
    "0, false, LIMITS, 3, 1",
    "0, false, INTEREST, 3, 3",
    "0, false, WORK_QUEUE, 3, 3",
    "1, true, WORK_QUEUE, 3, 1",
    "3, false, LIMITS, 3, 3",
    "5, false, LIMITS, 3, 3",
    "5, true, INTEREST, 1, 1"
  })
  void followTheRuleOfTheServer(
      int configured, boolean durable, Retention retention, int ofStream, int replicas) {
    assertThat(of(configured, durable, retention, ofStream)).isEqualTo(replicas);
  }

  @Property
  void areNeverMoreThanThoseOfTheStream(
      @ForAll @IntRange(max = 9) int configured,
      @ForAll boolean durable,
      @ForAll Retention retention,
      @ForAll @IntRange(min = 1, max = 5) int ofStream) {
    assertThat(of(configured, durable, retention, ofStream)).isBetween(1, ofStream);
  }

  @Test
  void areUnknownWithoutTheConfigurations() {
    Stream unconfigured = new Stream(ORDERS, NOW, null, List.of());

    assertThat(EffectiveReplicas.of(consumer(3, true), null)).isEqualTo(EffectiveReplicas.UNKNOWN);
    assertThat(EffectiveReplicas.of(consumer(3, true), unconfigured))
        .isEqualTo(EffectiveReplicas.UNKNOWN);
    assertThat(EffectiveReplicas.of(consumer(1, true), null)).isEqualTo(1);
    assertThat(
            EffectiveReplicas.of(
                consumer(3, true).toBuilder().config(null).build(), stream(Retention.LIMITS, 3)))
        .isEqualTo(EffectiveReplicas.UNKNOWN);
  }

  private static int of(int configured, boolean durable, Retention retention, int ofStream) {
    return EffectiveReplicas.of(consumer(configured, durable), stream(retention, ofStream));
  }

  private static Consumer consumer(int replicas, boolean durable) {
    return Consumer.builder(ORDERS, "ship", "N1", "n1")
        .durable(durable)
        .config(ConsumerConfig.builder().replicas(replicas).build())
        .build();
  }

  private static Stream stream(Retention retention, int replicas) {
    StreamConfig config = StreamConfig.builder().retention(retention).replicas(replicas).build();
    return new Stream(ORDERS, NOW, config, List.of());
  }
}
