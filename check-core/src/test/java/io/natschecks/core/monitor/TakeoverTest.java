// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.core.monitor.MonitorStatus.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two instances that share a lease and a history. */
class TakeoverTest {

  private final MemoryStore store = new MemoryStore();
  private final ManualLease lease = new ManualLease();
  private final ManualLease otherLease = new ManualLease();
  private final Desk desk = new Desk(lease, store);
  private final Desk other = new Desk(otherLease, store);

  @Test
  void waitsUntilItHoldsTheLease() throws Exception {
    desk.has("bad");
    desk.keeper.ask();
    assertThat(desk.step()).as("a sixth of the lease").isEqualTo(Duration.ofSeconds(5));
    assertThat(desk.rounds.status().state()).isEqualTo(State.STANDBY);
    assertThat(desk.rounds.status().problem())
        .isEqualTo("Another instance holds the lease monitor");
    assertThat(desk.heard.lines()).isEmpty();

    lease.free();
    desk.keeper.ask();
    assertThat(desk.keeper.pause()).as("a third of the lease").isEqualTo(Duration.ofSeconds(10));
    assertThat(desk.round()).containsExactly("opened bad", "audited");
    assertThat(desk.rounds.status().state()).isEqualTo(State.WATCHING);
  }

  @Test
  void goesOnWhereTheHolderBeforeHasEnded() throws Exception {
    lease.free();
    desk.keeper.ask();
    desk.has("bad");
    desk.round();
    assertThat(store.saves()).as("saved at once, and then at times").isEqualTo(1);
    desk.round();

    lease.take();
    otherLease.free();
    other.keeper.ask();
    other.clock.pass(Duration.ofMinutes(2));
    other.has("bad");
    assertThat(other.round()).containsExactly("ongoing bad for 2m, 2", "audited");
    int saves = store.saves();

    desk.keeper.ask();
    assertThat(desk.round()).isEmpty();
    assertThat(desk.rounds.status().state()).isEqualTo(State.STANDBY);
    desk.rounds.end();
    assertThat(store.saves()).as("it does not save over the history of the other").isEqualTo(saves);
  }

  @Test
  void whoeverLosesTheLeaseDuringASnapshotTellsNothingOfIt() throws Exception {
    lease.free();
    desk.keeper.ask();
    desk.answers(
        plan -> {
          lease.take();
          return desk.snapshot("bad");
        });

    assertThat(desk.step()).isZero();
    assertThat(desk.heard.lines()).isEmpty();
    assertThat(store.saves()).isZero();
    assertThat(desk.step()).isEqualTo(Duration.ofSeconds(5));
    assertThat(desk.rounds.status().state()).isEqualTo(State.STANDBY);
  }

  @Test
  void aLeaseThatIsLostInterruptsTheSnapshot() throws Exception {
    lease.free();
    desk.keeper.ask();
    desk.answers(
        plan -> {
          lease.take();
          desk.keeper.ask();
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          throw new AssertionError("it goes on");
        });

    assertThat(desk.step()).isZero();
    assertThat(desk.heard.lines()).isEmpty();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whoeverGotTheLeaseAnewReadsWhatTheOthersHaveSaved() throws Exception {
    lease.free();
    desk.keeper.ask();
    desk.has("good");
    desk.round();

    lease.take();
    otherLease.free();
    other.keeper.ask();
    other.clock.pass(Duration.ofMinutes(2));
    other.has("bad");
    assertThat(other.round()).containsExactly("opened bad", "audited");
    other.rounds.end();

    lease.free();
    desk.keeper.ask();
    desk.clock.pass(Duration.ofMinutes(3));
    desk.has("bad");
    assertThat(desk.round())
        .as("without a round in between it is another term nevertheless")
        .containsExactly("ongoing bad for 2m, 2", "audited");
  }

  @Test
  void whoeverLosesTheLeaseWhileItSavesDoesNotSave() throws Exception {
    lease.free();
    desk.keeper.ask();
    desk.has("bad");
    store.beforeSaves(lease::take);
    desk.round();
    assertThat(store.saves()).isZero();

    store.beforeSaves(
        () -> {
          lease.take();
          lease.free();
        });
    desk.keeper.ask();
    desk.round();
    assertThat(store.saves()).as("held again, but in another term").isZero();
  }

  @Test
  void whoeverCannotAskForTheLeaseCannotSee() throws Exception {
    desk.has("good");
    lease.fail("The bucket cannot be used");
    desk.keeper.ask();
    String problem = "It is not known who audits the deployment. The bucket cannot be used";

    assertThat(desk.round()).containsExactly("cannot see: " + problem);
    assertThat(desk.round()).isEmpty();
    assertThat(desk.rounds.status().state()).isEqualTo(State.CANNOT_SEE);
    assertThat(desk.rounds.status().problem()).isEqualTo(problem);

    lease.take();
    desk.keeper.ask();
    assertThat(desk.round()).containsExactly("sees again after 0m");
    assertThat(desk.rounds.status().state()).isEqualTo(State.STANDBY);
  }

  @Test
  void whoeverIsClosedGivesTheLeaseUpForGood() {
    lease.free();
    desk.keeper.ask();
    assertThat(lease.isHeld()).isTrue();

    desk.keeper.end();
    desk.keeper.end();
    desk.keeper.ask();

    assertThat(lease.isHeld()).isFalse();
    assertThat(lease.releases()).isEqualTo(1);
  }
}
