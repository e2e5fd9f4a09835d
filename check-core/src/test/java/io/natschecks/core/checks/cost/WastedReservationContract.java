// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** On server a1 of the healthy deployment, whose peers waste nothing. */
abstract class WastedReservationContract extends CheckContract {

  static final long GIB = 1L << 30;

  /** States what a1 uses, reserves and may use. */
  protected abstract JetStreamServer.Builder state(
      JetStreamServer.Builder a1, long used, @Nullable Long reserved, Limit maximum);

  @Test
  void firesBelowTheShare() {
    assertThat(run(20 * GIB - 1, 100 * GIB)).findsExactly("server A/a1");
    assertThat(run(0, 100 * GIB)).findsExactly("server A/a1");
  }

  @Test
  void staysSilentAtExactlyTheShare() {
    assertThat(run(20 * GIB, 100 * GIB)).passed();
  }

  @Test
  void doesNotSpeakOfAServerOnWhichNothingIsReserved() {
    assertThat(run(5 * GIB, 0L)).findsNothing().notLookedAt(0);
  }

  @Test
  void staysSilentWhereTheReservationIsOutgrown() {
    assertThat(run(12 * GIB, 10 * GIB)).passed();
  }

  @Test
  void cannotJudgeAReservationThatMakesNoSense() {
    assertThat(run(5 * GIB, null)).findsNothing().hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotSpeakOfAServerWithoutJetStream() {
    Snapshot disabled =
        Deployments.healthy()
            .jetStream("a1", a1 -> state(a1, 0, 100 * GIB, Limit.unlimited()))
            .server(
                "a1",
                a1 -> a1.jetStreamServer(JetStreamServer.builder(false).build()).jetStream(false))
            .snapshot();

    assertThat(tester().run(disabled)).findsNothing().notLookedAt(0);
  }

  @Test
  void judgesServersWithoutACluster() {
    Snapshot alone =
        Deployments.healthy()
            .jetStream("a1", a1 -> state(a1, 0, 100 * GIB, Limit.unlimited()))
            .server("a1", a1 -> a1.cluster(null))
            .snapshot();

    assertThat(tester().run(alone)).findsExactly("server a1");
  }

  @Test
  void recordsServersOfWhichItIsMissing() {
    Snapshot snapshot =
        Deployments.healthy().missing(Section.JSZ, "a1", Status.TIMED_OUT).silent("a2").snapshot();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("server A/a1", SkipReason.TIMED_OUT)
        .hasGap("server a2", SkipReason.TIMED_OUT);
  }

  CheckResult run(long used, @Nullable Long reserved) {
    return run(used, reserved, Limit.unlimited());
  }

  CheckResult run(long used, @Nullable Long reserved, Limit maximum) {
    return tester()
        .run(
            Deployments.healthy()
                .jetStream("a1", a1 -> state(a1, used, reserved, maximum))
                .snapshot());
  }
}
