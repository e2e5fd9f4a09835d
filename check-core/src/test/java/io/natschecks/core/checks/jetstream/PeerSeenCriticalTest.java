// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Replica;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeerSeenCriticalTest extends MonitoredStreamContract {

  PeerSeenCriticalTest() {
    super("peer-seen-critical", "10s", "ten");
  }

  @Override
  protected PeerSeenCritical check() {
    return new PeerSeenCritical();
  }

  @Override
  Orders past() {
    return silent(Duration.ofHours(1));
  }

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void passesASilenceOfExactlyTheThreshold() {
    assertThat(run(silent(LIMIT), "10s")).passed();
  }

  @Test
  void firesOneNanosecondAboveTheThreshold() {
    assertThat(run(silent(LIMIT.plusNanos(1)), "10s")).findsExactly(LABEL);
  }

  @Test
  void namesTheFollower() {
    assertThat(run(silent(Duration.ofMinutes(5)), "10s"))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: its leader has not heard a2 for 5m0s"
                + " (io.nats.monitor.peer-seen-critical is 10s)")
        .hasKey("JETSTREAM_023 stream/hub/ACME/ORDERS peer=a2")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(300)
        .hasLimit(10)
        .hasEvidence("peer", "a2")
        .hasEvidence("offline", "yes");
  }

  @Test
  void cannotJudgeAFollowerThatWasNeverHeard() {
    assertThat(run(silent(Duration.ZERO), "10s"))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  private static Orders silent(Duration active) {
    return Orders.healthy()
        .followers(new Replica("a2", null, false, true, active, 0), Orders.follower("a3"));
  }
}
