// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import static io.natschecks.core.simulation.Minutes.between;
import static io.natschecks.core.simulation.Simulation.DAY;
import static io.natschecks.core.simulation.Simulation.PART;
import static io.natschecks.core.simulation.Simulation.remembersOnlySince;
import static io.natschecks.core.simulation.Simulation.timeOf;
import static io.natschecks.core.simulation.World.LONG_AGO;
import static io.natschecks.core.simulation.World.labelOfConsumer;
import static io.natschecks.core.simulation.World.labelOfStream;
import static io.natschecks.core.simulation.World.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Things that do nothing, or stop doing it, through a day and some hours. */
class IdleDayTest {

  private static final int END = 31 * 60;

  /** The first part is forgotten here, and the second one a part later. */
  private static final int FIRST_LEFT = DAY + PART;

  private static final Minutes WHOLE_WINDOW = between(DAY, END);
  private static final Minutes WITHOUT_FIRST_PART = between(FIRST_LEFT, END);
  private static final Minutes WITHOUT_TWO_PARTS = between(FIRST_LEFT + PART, END);

  private static final int RESTART_OF_B1 = 1_700;

  private static Simulation day;

  @BeforeAll
  static void live() throws InterruptedException {
    day =
        Simulation.of(
            "OPT_IDLE_001",
            "OPT_IDLE_002",
            "OPT_IDLE_003",
            "OPT_IDLE_004",
            "OPT_IDLE_005",
            "OPT_IDLE_006",
            "OPT_COST_001");
    day.run(0, END, IdleDayTest::at);
  }

  @AfterAll
  static void end() {
    day.close();
  }

  private static Snapshot at(int minute) {
    World world = World.at(minute);
    streams(world, minute);
    consumers(world, minute);
    servers(world, minute);
    world
        .addAccount("UNUSED", 0, 700)
        .addAccount("QUIET_SINCE_PART", 0, Math.min(minute, PART))
        .addAccount("QUIET_SINCE_LATER", 0, Math.min(minute, PART + 1))
        .addAccount("LEFT", minute < 100 ? 1 : 0, 700)
        .addAccount("CONNECTED", 1, 700)
        .addAccount("BYTES_ONLY", 0, minute);
    if (minute >= 300) {
      world.addAccount("NEW", 0, 0);
    }
    Snapshot snapshot = world.snapshot();
    if (minute == 0) {
      snapshot = withoutLeader(snapshot, "UNSEEN_AT_FIRST");
    }
    return minute < 100 ? withUser(snapshot, "once") : snapshot;
  }

  private static void streams(World world, int minute) {
    UnaryOperator<StreamConfig.Builder> sealed = config -> config.sealed(true);
    UnaryOperator<StreamConfig.Builder> single = config -> config.replicas(1);
    world
        .addStream("QUIET", LONG_AGO, 7)
        .addStream("EMPTY", LONG_AGO, 0)
        .addStream("SEALED", LONG_AGO, "ORDERS", sealed, written(7))
        .addStream("SINGLE", LONG_AGO, "ORDERS", single, written(7))
        .addStream("STOPS", LONG_AGO, Math.min(minute, PART))
        .addStream("STOPS_LATER", LONG_AGO, Math.min(minute, PART + 1))
        .addStream("PULSE", LONG_AGO, minute < 900 ? 7 : 8)
        .addStream("MADE_ANEW", minute < 100 ? LONG_AGO : timeOf(100), 0)
        .addStream("UNSEEN_AT_FIRST", LONG_AGO, 7);
  }

  private static void consumers(World world, int minute) {
    world
        .addConsumer("ORDERS", "stuck", LONG_AGO, it -> it.deliveredStreamSequence(7))
        .addConsumer(
            "ORDERS", "stops", LONG_AGO, it -> it.deliveredStreamSequence(Math.min(minute, PART)))
        .addConsumer(
            "ORDERS",
            "stops_later",
            LONG_AGO,
            it -> it.deliveredStreamSequence(Math.min(minute, PART + 1)))
        .addConsumer("QUIET", "drained", LONG_AGO, it -> it.pending(0).ackPending(0))
        .addConsumer(
            "QUIET", "acks", LONG_AGO, it -> it.pending(0).ackPending(minute < 1_500 ? 1 : 0))
        .addConsumer("STOPS", "drained", LONG_AGO, it -> it.pending(0).ackPending(0))
        .addConsumer("PULSE", "drained", LONG_AGO, it -> it.pending(0).ackPending(0));
    if (minute >= 1_600) {
      world.addConsumer("ORDERS", "young", timeOf(1_600), it -> it.deliveredStreamSequence(7));
    }
  }

  private static void servers(World world, int minute) {
    world
        .load("b3", load -> load.cpu(10).connections(5))
        .load("b2", load -> load.cpu(10).connections(minute == 100 ? 10 : 5));
    if (minute >= RESTART_OF_B1) {
      world
          .server("b1", b1 -> b1.id("ID-b1-again"))
          .load("b1", load -> load.start(timeOf(RESTART_OF_B1)).cpu(10).connections(5));
    }
  }

  private static Snapshot withoutLeader(Snapshot snapshot, String stream) {
    return DeploymentBuilder.from(snapshot).stream(
            Deployments.stream(stream),
            it -> new Stream(it.id(), it.created(), it.config(), it.views().subList(1, 3)))
        .snapshot();
  }

  private static Snapshot withUser(Snapshot snapshot, String user) {
    return DeploymentBuilder.from(snapshot)
        .connection("a1", 10, (Connection.Builder connection) -> connection.user(user))
        .snapshot();
  }

  @Test
  void findsStreamsThatStoodStillSinceTheFirstSnapshotOfTheWindow() {
    assertThat(day.found("OPT_IDLE_002"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                labelOfStream("QUIET"), WHOLE_WINDOW,
                labelOfStream("EMPTY"), WHOLE_WINDOW,
                labelOfStream("SINGLE"), WHOLE_WINDOW,
                labelOfStream("STOPS"), WITHOUT_FIRST_PART,
                labelOfStream("STOPS_LATER"), WITHOUT_TWO_PARTS,
                labelOfStream("MADE_ANEW"), WITHOUT_FIRST_PART,
                labelOfStream("UNSEEN_AT_FIRST"), WITHOUT_FIRST_PART));
    assertThat(remembersOnlySince(PART)).isEqualTo(FIRST_LEFT);
    assertThat(remembersOnlySince(PART + 1)).isEqualTo(FIRST_LEFT + PART);
  }

  @Test
  void streamsThatWereNotInTheFirstSnapshotAreNotJudged() {
    assertThat(day.tooShort("OPT_IDLE_002"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                labelOfStream("MADE_ANEW"), between(DAY, FIRST_LEFT - 1),
                labelOfStream("UNSEEN_AT_FIRST"), between(DAY, FIRST_LEFT - 1)));
  }

  @Test
  void findsReplicatedOnesAmongThem() {
    Map<String, Minutes> replicated = new TreeMap<>(day.found("OPT_IDLE_002"));
    replicated.remove(labelOfStream("SINGLE"));

    assertThat(day.found("OPT_COST_001")).isEqualTo(replicated);
  }

  @Test
  void findsConsumersThatDeliverNothing() {
    assertThat(day.found("OPT_IDLE_003"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                labelOfConsumer("ORDERS", "stuck"), WHOLE_WINDOW,
                labelOfConsumer("ORDERS", "stops"), WITHOUT_FIRST_PART,
                labelOfConsumer("ORDERS", "stops_later"), WITHOUT_TWO_PARTS,
                labelOfConsumer("ORDERS", "young"), between(1_601, END)));
    assertThat(day.tooShort("OPT_IDLE_003"))
        .containsExactly(Map.entry(labelOfConsumer("ORDERS", "young"), Minutes.at(1_600)));
  }

  @Test
  void findsConsumersThatHaveNothingLeftToDo() {
    assertThat(day.found("OPT_IDLE_004"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                labelOfConsumer("QUIET", "drained"), WHOLE_WINDOW,
                labelOfConsumer("QUIET", "acks"), between(1_500, END),
                labelOfConsumer("STOPS", "drained"), WITHOUT_FIRST_PART));
    assertThat(day.tooShort("OPT_IDLE_004")).isEmpty();
  }

  @Test
  void findsServersThatHadNothingToDo() {
    assertThat(day.found("OPT_IDLE_001"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "server B/b3", WHOLE_WINDOW,
                "server B/b2", WITHOUT_FIRST_PART,
                "server B/b1", between(RESTART_OF_B1 + 4, END)));
    assertThat(day.tooShort("OPT_IDLE_001"))
        .containsExactly(Map.entry("server B/b1", between(RESTART_OF_B1, RESTART_OF_B1 + 3)));
  }

  @Test
  void findsAccountsWithoutClientsAndTraffic() {
    assertThat(day.found("OPT_IDLE_005"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "account UNUSED", WHOLE_WINDOW,
                "account QUIET_SINCE_PART", WITHOUT_FIRST_PART,
                "account QUIET_SINCE_LATER", WITHOUT_TWO_PARTS,
                "account LEFT", between(100 + DAY, END),
                "account NEW", between(300 + DAY, END)));
    assertThat(day.tooShort("OPT_IDLE_005"))
        .containsEntry("account UNUSED", between(0, DAY - 1))
        .containsEntry("account NEW", between(300, 300 + DAY - 1))
        .doesNotContainKeys("account CONNECTED", "account " + Deployments.ACME);
  }

  @Test
  void findsUsersWhoLeftUntilTheyAreForgotten() {
    assertThat(day.found("OPT_IDLE_006"))
        .containsExactly(Map.entry("user ACME/once", between(100, remembersOnlySince(100) - 1)));
  }

  @Test
  void saysFromWhenItCanSpeak() {
    Minutes before = between(0, DAY - 1);
    for (String code :
        List.of("OPT_IDLE_001", "OPT_IDLE_002", "OPT_IDLE_003", "OPT_IDLE_004", "OPT_COST_001")) {
      assertThat(day.skipped(code)).as(code).isEqualTo(before);
      assertThat(day.result(code, 90).detail())
          .isEqualTo(
              "the history covers 1h30m of the 1d0h that it takes; it can be judged from "
                  + timeOf(DAY));
      assertThat(day.result(code, DAY - 1).detail())
          .endsWith("it can be judged from " + timeOf(DAY));
    }
    assertThat(day.skipped("OPT_IDLE_005")).isEqualTo(new Minutes());
    assertThat(day.result("OPT_IDLE_005", 90).gaps())
        .anySatisfy(
            gap -> assertThat(gap.detail()).contains("it can be judged from " + timeOf(DAY)));
  }

  @Test
  void findingsAreKnownSinceTheFirstOfThem() {
    assertThat(day.since("OPT_IDLE_002", labelOfStream("QUIET"))).isEqualTo(timeOf(DAY));
    assertThat(day.since("OPT_IDLE_001", "server B/b2")).isEqualTo(timeOf(FIRST_LEFT));
  }
}
