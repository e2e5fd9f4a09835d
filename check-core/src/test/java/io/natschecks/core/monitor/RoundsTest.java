// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.core.Snapshots;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.report.AuditReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One instance: what it tells, when it audits again, what it says of itself. */
class RoundsTest {

  private final Desk desk = new Desk();

  @Test
  void tellsWhatOpenedGoesOnChangesAndIsResolved() throws Exception {
    desk.has("good");
    assertThat(desk.round()).containsExactly("audited");
    desk.has("good", "bad1", "bad2");
    assertThat(desk.round()).containsExactly("opened bad1", "opened bad2", "audited");
    assertThat(desk.round())
        .containsExactly("ongoing bad1 for 1m, 2", "ongoing bad2 for 1m, 2", "audited");
    desk.has("bad1!", "bad2");
    assertThat(desk.round())
        .containsExactly("bad1: WARNING became CRITICAL", "ongoing bad2 for 2m, 3", "audited");
    desk.has("bad1!");
    assertThat(desk.round()).containsExactly("ongoing bad1 for 3m, 4", "resolved bad2", "audited");
    desk.has("good");
    assertThat(desk.round()).containsExactly("resolved bad1", "audited");
    assertThat(desk.round()).containsExactly("audited");
  }

  @Test
  void aRoundThatTakesLongDelaysTheNext() throws Exception {
    desk.has("good");
    assertThat(desk.step()).isEqualTo(Duration.ofMinutes(1));
    taking(Duration.ofSeconds(45));
    assertThat(desk.step()).isEqualTo(Duration.ofSeconds(15));
    taking(Duration.ofMinutes(3));
    assertThat(desk.step()).isZero();
    taking(Duration.ofHours(-2));
    assertThat(desk.step()).as("a clock that was set back").isEqualTo(Duration.ofMinutes(1));
  }

  private void taking(Duration length) {
    desk.answers(
        plan -> {
          desk.clock.pass(length);
          return desk.snapshot("good");
        });
  }

  @Test
  void asksADeploymentThatDoesNotAnswerLessAndLessOften() throws Exception {
    assertThat(desk.rounds.status().state()).isEqualTo(State.STARTING);
    desk.has("bad");
    desk.round();
    AuditReport last = desk.rounds.status().lastReport();
    assertThat(desk.rounds.status())
        .isEqualTo(
            new MonitorStatus(
                State.WATCHING,
                Snapshots.START,
                last,
                0,
                Snapshots.START.plus(Duration.ofMinutes(1)),
                null));

    desk.fallsSilent("Nothing answers");
    assertThat(desk.step()).isEqualTo(Duration.ofMinutes(1));
    assertThat(desk.step()).isEqualTo(Duration.ofMinutes(2));
    assertThat(desk.step()).isEqualTo(Duration.ofMinutes(4));
    assertThat(desk.step()).isEqualTo(Duration.ofMinutes(8));
    assertThat(desk.step()).isEqualTo(Duration.ofMinutes(10));
    assertThat(desk.rounds.status())
        .isEqualTo(
            new MonitorStatus(
                State.CANNOT_SEE,
                desk.clock.instant(),
                last,
                5,
                desk.clock.instant().plus(Duration.ofMinutes(10)),
                "Nothing answers"));
    assertThat(desk.heard.lines()).containsExactly("cannot see: Nothing answers");

    desk.clock.pass(Duration.ofMinutes(10));
    desk.has("bad");
    assertThat(desk.round())
        .containsExactly("sees again after 10m", "ongoing bad for 11m, 2", "audited");
    assertThat(desk.rounds.status().state()).isEqualTo(State.WATCHING);
    assertThat(desk.rounds.status().failures()).isZero();
    assertThat(desk.rounds.status().problem()).isNull();
  }

  @Test
  void whoeverCanJudgeNothingCannotSee() throws Exception {
    desk.has("bad");
    desk.round();
    desk.has();

    desk.clock.pass(desk.step());
    assertThat(desk.rounds.status().state()).isEqualTo(State.CANNOT_SEE);
    assertThat(desk.rounds.status().lastReport().takenAt())
        .isEqualTo(Snapshots.START.plus(Duration.ofMinutes(1)));
    assertThat(desk.heard.lines())
        .contains("cannot see: Nothing of the deployment could be judged");
    assertThat(desk.round()).doesNotContain("cannot see: Nothing of the deployment");

    desk.has("good");
    assertThat(desk.round()).contains("sees again after 3m");
  }

  @Test
  void whatBreaksIsNoSecretAndNoEnd() throws Exception {
    desk.answers(
        plan -> {
          throw new IllegalStateException("token s3cr3t");
        });
    assertThat(desk.round())
        .containsExactly("cannot see: The audit broke: java.lang.IllegalStateException");
    desk.answers(
        plan -> {
          throw new StackOverflowError();
        });
    assertThat(desk.round()).isEmpty();
    assertThat(desk.rounds.status().problem())
        .isEqualTo("The audit broke: java.lang.StackOverflowError");

    desk.has("good");
    assertThat(desk.round()).containsExactly("sees again after 3m", "audited");
  }

  @Test
  void anInterruptionThatNobodyAskedForIsNoEnd() throws Exception {
    desk.answers(
        plan -> {
          throw new InterruptedException();
        });
    assertThat(desk.round()).containsExactly("cannot see: The snapshot was interrupted");
    desk.has("good");
    assertThat(desk.round()).contains("audited");
  }

  @Test
  void whatWasAuditedBeforeTheEndIsTold() throws Exception {
    desk.answers(
        plan -> {
          desk.attempt.end();
          Thread.interrupted();
          return desk.snapshot("bad");
        });

    assertThat(desk.round()).containsExactly("opened bad", "audited");
    assertThatThrownBy(desk::round).isInstanceOf(InterruptedException.class);
  }

  @Test
  void afterItsEndThereIsNoRound() throws Exception {
    desk.has("good");
    desk.round();
    desk.attempt.end();

    assertThatThrownBy(desk::round).isInstanceOf(InterruptedException.class);
    desk.rounds.end();
    assertThat(desk.rounds.status().state()).isEqualTo(State.CLOSED);
    assertThat(desk.heard.lines()).isEmpty();
  }
}
