// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EarlierStreamTest {

  private static final StreamId ORDERS = Deployments.stream("ORDERS");

  private final Stream now =
      Objects.requireNonNull(Deployments.healthy().snapshot().stream(ORDERS));

  @Test
  void tellsWhatTheLeaderHeld() {
    Snapshot previous = Deployments.healthy(Duration.ofMinutes(-1)).snapshot();
    Stream before = Objects.requireNonNull(previous.stream(ORDERS));

    assertThat(EarlierStream.stateOf(now, previous))
        .isEqualTo(Objects.requireNonNull(before.leaderView()).state());
  }

  @Test
  void knowsNothingWithoutASnapshotOrALeader() {
    Snapshot silent =
        Deployments.healthy(Duration.ofMinutes(-1)).stream(
                ORDERS, s -> new Stream(s.id(), s.created(), s.config(), List.of()))
            .snapshot();

    assertThat(EarlierStream.stateOf(now, null)).isNull();
    assertThat(EarlierStream.stateOf(now, silent)).isNull();
  }

  @Test
  void takesAStreamThatWasMadeAnewForAnother() {
    Snapshot another =
        Deployments.healthy(Duration.ofMinutes(-1)).stream(
                ORDERS, s -> new Stream(s.id(), s.created().minusSeconds(1), s.config(), s.views()))
            .snapshot();

    assertThat(EarlierStream.stateOf(now, another)).isNull();
  }
}
