// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.StreamOrigin;
import io.natschecks.api.snapshot.StreamSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MirrorSeenCriticalTest extends MonitoredStreamContract {

  MirrorSeenCriticalTest() {
    super("seen-critical", "2m", "2 minutes");
  }

  @Override
  protected MirrorSeenCritical check() {
    return new MirrorSeenCritical();
  }

  @Override
  Orders past() {
    return mirror(Duration.ofHours(1));
  }

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void passesASilenceOfExactlyTheThreshold() {
    assertThat(run(mirror(LIMIT), "2m")).passed();
  }

  @Test
  void firesOneNanosecondAboveTheThreshold() {
    assertThat(run(mirror(LIMIT.plusNanos(1)), "2m")).findsExactly(LABEL);
  }

  @Test
  void namesSilenceOriginAndThreshold() {
    assertThat(run(mirror(Duration.ofHours(1)), "2m"))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: nothing heard of its origin EVENTS for 1h0m"
                + " (io.nats.monitor.seen-critical is 2m0s)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(3_600)
        .hasLimit(120)
        .hasEvidence("origin", "EVENTS")
        .hasEvidence("lag", 0);
  }

  @Test
  void cannotJudgeAMirrorThatNeverHeardItsOrigin() {
    assertThat(run(mirror(null), "2m")).findsNothing().hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void leavesOutAStreamThatIsNoMirror() {
    assertThat(run(Orders.healthy(), "2m")).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  private static Orders mirror(@Nullable Duration active) {
    return Orders.healthy()
        .config(config -> config.mirror(new StreamOrigin("EVENTS", null)))
        .mirror(new StreamSource("EVENTS", 0, active, false));
  }
}
