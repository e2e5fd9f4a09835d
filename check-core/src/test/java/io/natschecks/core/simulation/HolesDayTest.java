// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import static io.natschecks.core.simulation.Minutes.between;
import static io.natschecks.core.simulation.Simulation.DAY;
import static io.natschecks.core.simulation.Simulation.PART;
import static io.natschecks.core.simulation.Simulation.timeOf;
import static io.natschecks.core.simulation.World.LONG_AGO;
import static io.natschecks.core.simulation.World.counted;
import static io.natschecks.core.simulation.World.labelOfConsumer;
import static io.natschecks.core.simulation.World.labelOfStream;
import static io.natschecks.core.simulation.World.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Evidence;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.store.FileHistoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days on which servers, snapshots or the host itself are missing for a while. */
class HolesDayTest {

  private static final String[] CODES = {
    "OPT_IDLE_001",
    "OPT_IDLE_002",
    "OPT_IDLE_004",
    "OPT_IDLE_005",
    "OPT_PLACE_003",
    "OPT_SYS_022",
    "META_003",
    "SERVER_009"
  };

  private static final int END = DAY + 2 * PART;

  /** When a2 and b3 do not answer, for the second time. */
  private static final Minutes AWAY = between(1_500, 1_559);

  private static final Minutes FROM_A_DAY_ON_BUT_AWAY =
      between(DAY, 1_499).and(between(1_560, END));

  private static World at(int minute) {
    return World.at(minute)
        .addStream("QUIET", LONG_AGO, 7)
        .addStream("QUIET_ON_A2", LONG_AGO, "EVENTS", config -> config, written(7))
        .addStream("STOPS", LONG_AGO, Math.min(minute, 90))
        .addStream("STOPS_LATER", LONG_AGO, Math.min(minute, 91))
        .addConsumer("QUIET_ON_A2", "drained", LONG_AGO, it -> it.pending(0).ackPending(0))
        .load("a2", load -> load.subscriptions(1_000 + minute))
        .load("b3", load -> load.cpu(10).connections(5))
        .addAccount("UNUSED", 0, 700);
  }

  private static Snapshot withServersAway(int minute) {
    Snapshot snapshot = at(minute).snapshot();
    if (minute >= 600 && minute <= 659) {
      return World.without(snapshot, "a2");
    }
    return minute >= 1_500 && minute <= 1_559
        ? World.without(World.without(snapshot, "a2"), "b3")
        : snapshot;
  }

  @Test
  void aServerThatIsMissingForAnHourIsNeitherFoundNorDismissed() throws InterruptedException {
    try (Simulation day = Simulation.of(CODES).run(0, END, HolesDayTest::withServersAway)) {
      assertThat(day.found("OPT_IDLE_002"))
          .containsEntry(labelOfStream("QUIET"), between(DAY, END))
          .containsEntry(labelOfStream("QUIET_ON_A2"), FROM_A_DAY_ON_BUT_AWAY);
      assertThat(day.found("OPT_IDLE_001"))
          .containsExactly(Map.entry("server B/b3", FROM_A_DAY_ON_BUT_AWAY));
      assertThat(day.found("OPT_IDLE_005"))
          .containsExactly(Map.entry("account UNUSED", FROM_A_DAY_ON_BUT_AWAY));
      assertThat(day.unconfirmed("OPT_IDLE_002"))
          .containsExactly(Map.entry(labelOfStream("QUIET_ON_A2"), AWAY));
      assertThat(day.unconfirmed("OPT_IDLE_001")).containsExactly(Map.entry("server B/b3", AWAY));
      assertThat(day.unconfirmed("OPT_IDLE_005"))
          .containsExactly(Map.entry("account UNUSED", AWAY));
      assertThat(day.since("OPT_IDLE_001", "server B/b3")).isEqualTo(timeOf(DAY));
      assertThat(day.found("OPT_SYS_022"))
          .containsExactly(
              Map.entry(
                  "server A/a2",
                  between(201, 599).and(between(660, 1_499)).and(between(1_560, END))));
      assertThat(day.tooShort("OPT_SYS_022"))
          .allSatisfy((server, minutes) -> assertThat(minutes).isEqualTo(between(0, 8)));
      assertThat(day.found("OPT_IDLE_004"))
          .containsEntry(labelOfConsumer("QUIET_ON_A2", "drained"), between(DAY, END));
      assertThat(day.found("META_003")).isEmpty();
      assertThat(day.found("SERVER_009")).isEmpty();
    }
  }

  /**
   * Segments are joined when there are more than sixteen. Two hours without snapshots keep them at
   * half of their length for a day, so that the first one is forgotten earlier.
   */
  @Test
  void twoHoursWithoutSnapshotsAreNoActivity() throws InterruptedException {
    try (Simulation day =
        Simulation.of(CODES)
            .run(0, END, minute -> isBlind(minute) ? null : at(minute).snapshot())) {
      assertThat(day.found("OPT_IDLE_002"))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  labelOfStream("QUIET"), between(DAY, END),
                  labelOfStream("QUIET_ON_A2"), between(DAY, END),
                  labelOfStream("STOPS"), between(DAY + PART / 2, END),
                  labelOfStream("STOPS_LATER"), between(DAY + PART, END)));
      assertThat(day.found("OPT_SYS_022"))
          .containsExactly(Map.entry("server A/a2", between(201, 599).and(between(720, END))));
      assertThat(day.found("OPT_IDLE_005"))
          .containsExactly(Map.entry("account UNUSED", between(DAY, END)));
      assertThat(day.skipped("OPT_IDLE_001")).isEqualTo(between(0, 599).and(between(720, DAY - 1)));
      assertThat(day.found("META_003")).isEmpty();
      assertThat(day.found("SERVER_009")).isEmpty();
    }
  }

  private static boolean isBlind(int minute) {
    return minute >= 600 && minute <= 719;
  }

  @Test
  void aRestartedServerBeginsAnewAndItsPastStillCounts() throws InterruptedException {
    try (Simulation day = Simulation.of(CODES).run(0, END, HolesDayTest::withRestarts)) {
      assertThat(day.found("OPT_SYS_022"))
          .containsExactly(Map.entry("server A/a2", between(201, 699).and(between(901, END))));
      assertThat(day.tooShort("OPT_SYS_022"))
          .containsEntry("server A/a2", between(0, 8).and(between(700, 708)));
      assertThat(day.found("OPT_IDLE_001"))
          .containsExactly(Map.entry("server B/b3", between(DAY, 1_499).and(between(1_504, END))));
      assertThat(day.found("OPT_PLACE_003"))
          .containsExactly(Map.entry("account WIDE", between(2, END)));
      assertThat(bytesOfWide(day, 699)).isEqualTo(new Evidence.Count(699_000_000, "bytes"));
      assertThat(bytesOfWide(day, 700)).isEqualTo(new Evidence.Count(699_000_000, "bytes"));
      assertThat(bytesOfWide(day, 701)).isEqualTo(new Evidence.Count(700_000_000, "bytes"));
      assertThat(day.found("SERVER_009")).isEmpty();
    }
  }

  private static Evidence.@Nullable Value bytesOfWide(Simulation day, int minute) {
    return day.result("OPT_PLACE_003", minute).findings().get(0).evidence().get("total_bytes");
  }

  private static Snapshot withRestarts(int minute) {
    World world = at(minute);
    String b1 = "b1";
    long bytes = 1_000_000L * minute;
    if (minute >= 700) {
      b1 = "b1-again";
      bytes = 1_000_000L * (minute - 700);
      world
          .server("b1", it -> it.id("ID-b1-again"))
          .load("b1", load -> load.start(timeOf(700)))
          .server("a2", it -> it.id("ID-a2-again"))
          .load("a2", load -> load.start(timeOf(700)).subscriptions(1_000 + minute - 700));
    }
    if (minute >= 1_500) {
      world.server("b3", it -> it.id("ID-b3-again")).load("b3", load -> load.start(timeOf(1_500)));
    }
    return world.addAccount("WIDE", List.of(counted(b1, 1, bytes, bytes / 10 * 4))).snapshot();
  }

  @Test
  void aHostThatIsRestartedGoesOnAsIfItNeverEnded(@TempDir Path folder)
      throws InterruptedException {
    AuditConfig config = AuditConfig.builder().only(CODES).build();
    FileHistoryStore store = FileHistoryStore.of(folder.resolve("history"));
    Simulation.Life life = minute -> at(minute).snapshot();
    try (Simulation unbroken = new Simulation(config).run(0, END, life);
        Simulation broken =
            new Simulation(config, store)
                .run(0, 99, life)
                .restartHost()
                .run(100, 700, life)
                .restartHost()
                .run(701, 1_600, life)
                .restartHost()
                .run(1_601, END, life)) {
      for (String code : CODES) {
        assertThat(broken.found(code)).as(code).isEqualTo(unbroken.found(code));
        assertThat(broken.tooShort(code)).as(code).isEqualTo(unbroken.tooShort(code));
        assertThat(broken.skipped(code)).as(code).isEqualTo(unbroken.skipped(code));
      }
      assertThat(broken.found("OPT_IDLE_002"))
          .containsEntry(labelOfStream("STOPS"), between(DAY + PART, END));
      assertThat(broken.since("OPT_IDLE_002", labelOfStream("QUIET"))).isEqualTo(timeOf(DAY));
    }
  }
}
