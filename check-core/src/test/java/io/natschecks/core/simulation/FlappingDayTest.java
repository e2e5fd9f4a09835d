// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import static io.natschecks.core.simulation.Minutes.between;
import static io.natschecks.core.simulation.Simulation.DAY;
import static io.natschecks.core.simulation.Simulation.HOUR;
import static io.natschecks.core.simulation.Simulation.timeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Leaders, servers, Raft groups and requests that fail and recover through a day. */
class FlappingDayTest {

  private static final int END = 25 * HOUR;

  /** Who leads the meta group from when on. */
  private static final NavigableMap<Integer, String> META_LEADERS =
      new TreeMap<>(
          Map.of(
              0, "a1", 100, "a2", 104, "a3", 500, "a1", 800, "a2", 809, "a3", 900, "a1", 908,
              "a2"));

  /** When b2 is started. */
  private static final NavigableMap<Integer, Integer> STARTS =
      new TreeMap<>(Map.of(-DAY, 0, 200, 1, 230, 2, 255, 3, 700, 4));

  /** When the group of ORDERS has no leader for a2, which says nothing of it at minute 402. */
  private static final Set<Integer> LEADERLESS =
      Set.of(0, 1, 300, 301, 302, 400, 401, 403, 500, 501, 503, 504);

  private static Simulation day;

  @BeforeAll
  static void live() throws InterruptedException {
    day =
        new Simulation(
            AuditConfig.builder()
                .only("META_003", "SERVER_009", "OPT_SYS_009", "OPT_SYS_013", "JETSTREAM_009")
                .parameter("OPT_SYS_009", "confirmations", 3)
                .parameter("OPT_SYS_013", "confirmations", 3)
                .build());
    day.run(0, END, FlappingDayTest::at);
  }

  @AfterAll
  static void end() {
    day.close();
  }

  private static Snapshot at(int minute) {
    DeploymentBuilder world = Deployments.healthy(Duration.ofMinutes(minute));
    String leader = META_LEADERS.floorEntry(minute).getValue();
    for (String server : List.of("a1", "a2", "a3")) {
      world.metaView(server, view -> view.leader(leader));
    }
    Map.Entry<Integer, Integer> start = STARTS.floorEntry(minute);
    world
        .statistics("b2", load -> load.start(timeOf(start.getKey())))
        .server("b2", b2 -> b2.id("ID-b2-" + start.getValue()));
    requests(world, minute);
    if (LEADERLESS.contains(minute)) {
      world.raftNode("a2", "S-R3F-ORDERS", node -> node.leader(null));
    }
    if (minute >= 600 && minute <= 605) {
      world.raftNode("a3", "_meta_", node -> node.catchingUp(true));
    }
    return minute == 402 ? withoutRaftOfA2(world).snapshot() : world.snapshot();
  }

  /** Failed requests from minute 700 on: of a1 for ten minutes, of a2 and edge for ever. */
  private static void requests(DeploymentBuilder world, int minute) {
    int failing = Math.max(0, minute - 699);
    world
        .jetStream("a1", api(200L * minute, 3L * Math.min(10, failing)))
        .jetStream("a2", api(20L * minute, failing))
        .jetStream("a3", api(200L * minute, 2L * failing))
        .jetStream(Deployments.EDGE, api(minute / 60, minute / 60));
  }

  private static UnaryOperator<io.natschecks.api.snapshot.JetStreamServer.Builder> api(
      long total, long errors) {
    return jetStream -> jetStream.api(new ApiStatistics(total, errors, 0));
  }

  private static DeploymentBuilder withoutRaftOfA2(DeploymentBuilder world) {
    List<RaftNode> others =
        world.snapshot().raftNodes().stream()
            .filter(node -> !node.serverId().equals(Deployments.idOf("a2")))
            .toList();
    return world.edit(all -> all.raftNodes(others));
  }

  /** Two changes lie in ten minutes as long as the leader before them does. */
  @Test
  void findsMetaLeadersThatChangeTwiceInTenMinutes() {
    assertThat(day.found("META_003"))
        .containsExactly(Map.entry("meta-cluster hub", between(104, 99 + 9).and(Minutes.at(908))));
    assertThat(day.skipped("META_003")).isEqualTo(between(0, 9));
  }

  /** Three start times lie in an hour as long as the first of them was seen in it. */
  @Test
  void findsServersThatAreStartedAgainAndAgain() {
    assertThat(day.found("SERVER_009"))
        .containsExactly(Map.entry("server B/b2", between(230, 229 + HOUR)));
    assertThat(day.tooShort("SERVER_009"))
        .hasSize(7)
        .allSatisfy((server, minutes) -> assertThat(minutes).isEqualTo(between(0, HOUR - 1)));
  }

  /** A snapshot that says nothing of a group neither confirms nor ends what it is in. */
  @Test
  void findsStatesThatThreeSnapshotsInARowConfirm() {
    assertThat(day.found("OPT_SYS_009"))
        .hasSize(1)
        .allSatisfy(
            (group, minutes) -> {
              assertThat(group).contains("S-R3F-ORDERS");
              assertThat(minutes).isEqualTo(Minutes.at(302).and(Minutes.at(403)));
            });
    assertThat(day.tooShort("OPT_SYS_009"))
        .hasSize(1)
        .allSatisfy((group, minutes) -> assertThat(minutes).isEqualTo(between(0, 1)));
    assertThat(day.found("OPT_SYS_013"))
        .hasSize(1)
        .allSatisfy(
            (group, minutes) -> {
              assertThat(group).contains("_meta_");
              assertThat(minutes).isEqualTo(between(602, 605));
            });
    assertThat(day.tooShort("OPT_SYS_013")).isEmpty();
  }

  /**
   * The requests of a minute are enough on a1. On a2 those of five minutes would be, but what was
   * seen between the first snapshot of a segment and the last two is merged. At this time segments
   * are 45 minutes long, one begins at 675, and more than a hundredth fails since then from the
   * minute on at which m - 699 exceeds 0.01 x 20 x (m - 675).
   */
  @Test
  void findsApiErrorsInTheShortestSpanThatTells() {
    assertThat(day.found("JETSTREAM_009"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("server A/a1", between(700, 709), "server A/a2", between(706, END)));
    assertThat(day.tooShort("JETSTREAM_009")).isEmpty();
  }
}
