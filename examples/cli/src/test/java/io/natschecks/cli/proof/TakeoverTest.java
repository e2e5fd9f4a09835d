// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Three processes that share a lease, a history and a stream of events. */
@DisabledOnOs(OS.WINDOWS)
@Tag("slow")
class TakeoverTest {

  private static final String KEY = "OPT_SYS_008 account/ACME";
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** A standby asks six times in the length of a lease; the rest is for a busy machine. */
  private static final Duration TAKEOVER =
      LEASE.plus(LEASE.dividedBy(6)).plus(Duration.ofSeconds(4));

  @TempDir Path folder;

  private NatsCluster cluster;
  private final List<MonitorProcess> all = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    cluster =
        NatsCluster.named("T")
            .servers(3, NatsServerBinary.release("2.15"))
            .jetStream()
            .account("ACME", "acme", "secret", "jetstream: enabled")
            .start();
    for (String name : List.of("one", "two", "three")) {
      all.add(MonitorProcess.start(name, cluster, LEASE, folder));
    }
  }

  @AfterEach
  void end() {
    all.forEach(MonitorProcess::close);
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void anotherGoesOnWhereAHolderWasKilled() throws Exception {
    MonitorProcess killed = awaitHolder(all);
    List<MonitorProcess> others = without(killed);
    awaitSavedAndFollowed(killed);
    Instant since = killed.openedAt(KEY);

    Instant at = killed.signal("KILL");
    MonitorProcess second = awaitHolder(others);
    second.awaitLine("it goes on", "ongoing " + KEY);
    tell("killed", at, second);

    assertThat(second.lines("opened " + KEY)).isEmpty();
    assertThat(second.line("ongoing " + KEY)).contains(since.toString());
    MonitorProcess third = others.get(others.indexOf(second) == 0 ? 1 : 0);
    for (MonitorProcess each : others) {
      each.awaitLine("follows", "event OPENED from " + killed.name() + " " + KEY);
      each.awaitLine("follows", "event AUDITED from " + second.name());
      assertThat(each.lines("event OPENED").stream().filter(line -> line.endsWith(KEY))).hasSize(1);
    }
    assertThat(third.lines("snapshot begins")).isEmpty();

    Instant ended = second.signal("TERM");
    third.awaitLine("it goes on", "ongoing " + KEY);
    tell("ended", ended, third);
    assertThat(third.line("ongoing " + KEY)).contains(since.toString());
    assertNoTwoSnapshotsAtATime();
  }

  @Test
  void whoeverWakesUpAndBelievesItHoldsTheLeaseTellsAndKeepsNothing() throws Exception {
    MonitorProcess stopped = awaitHolder(all);
    awaitSavedAndFollowed(stopped);
    Instant since = stopped.openedAt(KEY);

    Instant at = stopped.signal("STOP");
    MonitorProcess second = awaitHolder(without(stopped));
    second.awaitLine("it goes on", "ongoing " + KEY);
    tell("stopped", at, second);
    Instant woken = stopped.signal("CONT");
    stopped.awaitLine("it knows that it lost the lease", "state STANDBY");
    int audits = second.lines("audited").size();
    Eventually.until(
        "the second one goes on", PATIENCE, () -> second.lines("audited").size() > audits + 6);

    assertThat(stopped.linesAfter(woken, "audited")).isEmpty();
    assertThat(stopped.linesAfter(woken, "ongoing")).isEmpty();
    long times = second.times(KEY);
    Instant killed = second.signal("KILL");
    MonitorProcess third = awaitAuditAfter(killed, without(second));
    String line = third.lineAfter(killed, "ongoing " + KEY);
    assertThat(line).as("the history of the second one was not lost").contains(since.toString());
    assertThat(third.timesAfter(killed, KEY)).isGreaterThan(times - 8);
    assertThat(third.linesAfter(killed, "opened " + KEY)).isEmpty();
  }

  /** Of instances that follow each other, all snapshots of one end before the next one begins. */
  private void assertNoTwoSnapshotsAtATime() {
    List<List<Instant>> turns =
        all.stream()
            .map(each -> each.times("snapshot ", Instant.EPOCH))
            .sorted(Comparator.comparing(each -> each.get(0)))
            .toList();
    for (int i = 1; i < turns.size(); i++) {
      List<Instant> before = turns.get(i - 1);
      assertThat(before.get(before.size() - 1)).isBefore(turns.get(i).get(0));
    }
  }

  private void awaitSavedAndFollowed(MonitorProcess holder) {
    Eventually.until(
        "it has found it many times", PATIENCE, () -> holder.lines("ongoing " + KEY).size() > 8);
    assertThat(without(holder)).allMatch(each -> each.lines("audited").isEmpty());
  }

  private static void tell(String how, Instant at, MonitorProcess next) {
    Instant audited = next.timeAfter(at, "audited");
    Duration taken = Duration.between(at, audited);
    System.out.printf(
        "The holder was %s; with a lease of %s another had audited %s later%n", how, LEASE, taken);
    assertThat(taken).isLessThan(TAKEOVER);
  }

  private List<MonitorProcess> without(MonitorProcess one) {
    return all.stream().filter(each -> each != one).toList();
  }

  private static MonitorProcess awaitHolder(List<MonitorProcess> some) {
    return awaitAuditAfter(Instant.EPOCH, some);
  }

  private static MonitorProcess awaitAuditAfter(Instant at, List<MonitorProcess> some) {
    Eventually.until(
        "one of them audits",
        PATIENCE,
        () -> some.stream().anyMatch(each -> !each.linesAfter(at, "audited").isEmpty()));
    return some.stream()
        .filter(each -> !each.linesAfter(at, "audited").isEmpty())
        .findFirst()
        .orElseThrow();
  }
}
