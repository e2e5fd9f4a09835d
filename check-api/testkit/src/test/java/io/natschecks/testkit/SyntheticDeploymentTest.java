// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SyntheticDeploymentTest {

  private static final SyntheticDeployment SMALL =
      SyntheticDeployment.seed(1)
          .servers(9)
          .accounts(20)
          .streams(1_000)
          .consumers(10_000)
          .connections(10_000);

  @Test
  void hasTheSizesThatWereAskedFor() {
    Snapshot snapshot = SMALL.snapshot();
    assertThat(snapshot.servers()).hasSize(9);
    assertThat(snapshot.clusterNames()).hasSize(3);
    assertThat(snapshot.accounts()).hasSize(20);
    assertThat(snapshot.streams()).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(snapshot.consumers()).hasSize(10_000);
    assertThat(snapshot.connections()).hasSize(10_000);
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(SMALL.snapshot().consumers()).isEqualTo(SMALL.snapshot().consumers());
    assertThat(SMALL.snapshot().streams())
        .isNotEqualTo(SyntheticDeployment.seed(2).servers(9).streams(1_000).snapshot().streams());
  }

  @Test
  void mixesReplicatedAndSingleStreams() {
    Snapshot snapshot = SMALL.snapshot();
    long replicated = snapshot.streams().stream().filter(each -> each.views().size() == 3).count();
    assertThat(replicated).isBetween(750L, 850L);
    assertThat(snapshot.streams()).allMatch(stream -> stream.leaderView() != null);
    assertThat(snapshot.consumers()).allMatch(consumer -> consumer.isLeaderView());
  }

  @Test
  void sharesWhatRepeats() {
    Snapshot snapshot = SMALL.snapshot();
    assertThat(
            snapshot.consumers().stream()
                .map(consumer -> System.identityHashCode(consumer.cluster()))
                .distinct()
                .count())
        .isLessThan(50);
  }

  @Test
  void makesAMillionConsumersAndConnectionsInSeconds() {
    Snapshot snapshot =
        Assertions.assertTimeout(
            Duration.ofSeconds(60),
            () ->
                SyntheticDeployment.seed(1)
                    .servers(9)
                    .accounts(1_000)
                    .streams(100_000)
                    .consumers(1_000_000)
                    .connections(1_000_000)
                    .snapshot());
    assertThat(snapshot.consumers()).hasSize(1_000_000);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> SyntheticDeployment.seed(1).servers(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SyntheticDeployment.seed(1).consumers(1).snapshot())
        .isInstanceOf(IllegalStateException.class);
  }
}
