// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.simulation;

import static io.natschecks.core.simulation.Minutes.between;
import static io.natschecks.core.simulation.Simulation.DAY;
import static io.natschecks.core.simulation.Simulation.PART;
import static io.natschecks.core.simulation.Simulation.remembersOnlySince;
import static io.natschecks.core.simulation.World.LONG_AGO;
import static io.natschecks.core.simulation.World.consumedBy;
import static io.natschecks.core.simulation.World.counted;
import static io.natschecks.core.simulation.World.labelOfConsumer;
import static io.natschecks.core.simulation.World.labelOfStream;
import static io.natschecks.core.simulation.World.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Things that grow, flow and change through a day and some hours. */
class GrowthDayTest {

  private static final int END = 31 * 60;

  private static Simulation day;

  @BeforeAll
  static void live() throws InterruptedException {
    day =
        Simulation.of(
            "OPT_PLACE_003",
            "OPT_SYS_002",
            "OPT_SYS_017",
            "OPT_SYS_019",
            "OPT_SYS_022",
            "OPT_SYS_025");
    day.run(0, END, GrowthDayTest::at);
  }

  @AfterAll
  static void end() {
    day.close();
  }

  private static Snapshot at(int minute) {
    World world = World.at(minute);
    subscriptions(world, minute);
    streams(world, minute);
    redeliveries(world, minute);
    leafNodes(world, minute);
    long overGateways = 90L * Math.min(500, Math.max(0, minute - 600));
    return world
        .addAccount("WIDE", List.of(counted("b1", 1, 20_000L * minute, 200 * overGateways)))
        .addAccount("SMALL", List.of(counted("b1", 1, 100L * minute, 100L * minute)))
        .snapshot();
  }

  private static void subscriptions(World world, int minute) {
    world
        .load("a2", load -> load.subscriptions(1_000 + minute))
        .load("a3", load -> load.subscriptions(minute < 300 ? 1_000 : 1_500))
        .load("b1", load -> load.subscriptions(1_000 + minute).connections(100 + minute))
        .load("b2", load -> load.subscriptions(1_000 + 3L * minute - minute % 2 * 8));
  }

  private static void streams(World world, int minute) {
    UnaryOperator<StreamConfig.Builder> same = config -> config;
    UnaryOperator<StreamConfig.Builder> long2h =
        config -> config.duplicateWindow(Duration.ofHours(2));
    int busyMinutes = Math.min(100, Math.max(0, minute - 300));
    world
        .addStream("LEAKING", LONG_AGO, "ORDERS", same, consumedBy(3 + 2 * minute))
        .addStream("JUMPED", LONG_AGO, "ORDERS", same, consumedBy(minute < 10 ? 3 : 503))
        .addStream("JUMPED_LESS", LONG_AGO, "ORDERS", same, consumedBy(minute < 10 ? 3 : 502))
        .addStream("FLOWING", LONG_AGO, "ORDERS", long2h, written(600L * minute))
        .addStream("SLOWER", LONG_AGO, "ORDERS", long2h, written(599L * minute))
        .addStream("BURST", LONG_AGO, "ORDERS", long2h, written(600L * busyMinutes))
        .addStream("SHORT_WINDOW", LONG_AGO, "ORDERS", same, written(600_000L * minute));
  }

  private static void redeliveries(World world, int minute) {
    world
        .addConsumer(
            "ORDERS",
            "some",
            LONG_AGO,
            it -> it.redelivered(50).deliveredConsumerSequence(10L * minute))
        .addConsumer(
            "ORDERS",
            "many",
            LONG_AGO,
            it -> it.redelivered(2_000).deliveredConsumerSequence(10L * minute))
        .addConsumer(
            "ORDERS", "still", LONG_AGO, it -> it.redelivered(2_000).deliveredConsumerSequence(7));
  }

  private static void leafNodes(World world, int minute) {
    world
        .server("a1", a1 -> a1.leafNodes(leafs(21, 320, minute < 100 ? "s2_fast" : "s2_better")))
        .server("a2", a2 -> a2.leafNodes(leafs(20, 319, minute < 100 ? "s2_fast" : "s2_better")))
        .server(
            "a3",
            a3 ->
                a3.leafNodes(minute < 100 ? leafs(21, 320, "s2_fast") : leafs(21, 420, "s2_best")));
  }

  /** The last one has a number and a level of its own. */
  private static List<LeafNode> leafs(int count, long lastId, String lastLevel) {
    return LongStream.range(0, count)
        .mapToObj(
            i ->
                LeafNode.builder("leaf" + i)
                    .id(i == count - 1 ? lastId : 300 + i)
                    .compression(i == count - 1 ? lastLevel : "s2_fast")
                    .build())
        .toList();
  }

  @Test
  void findsSubscriptionsThatGrowByMoreThanAFifth() {
    assertThat(day.found("OPT_SYS_022"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "server A/a2", between(201, END),
                "server A/a3", between(300, remembersOnlySince(300) - 1)));
    assertThat(day.tooShort("OPT_SYS_022"))
        .hasSize(7)
        .allSatisfy((server, minutes) -> assertThat(minutes).isEqualTo(between(0, 8)));
  }

  @Test
  void findsStreamsThatGain500Consumers() {
    assertThat(day.found("OPT_SYS_025"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                labelOfStream("LEAKING"), between(250, END),
                labelOfStream("JUMPED"), between(10, remembersOnlySince(10) - 1)));
    assertThat(day.tooShort("OPT_SYS_025"))
        .hasSize(12)
        .allSatisfy((stream, minutes) -> assertThat(minutes).isEqualTo(between(0, 3)));
  }

  @Test
  void findsRedeliveriesFrom100DeliveriesToATenthOfThem() {
    assertThat(day.found("OPT_SYS_002"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                labelOfConsumer("ORDERS", "some"), between(10, 49),
                labelOfConsumer("ORDERS", "many"), between(10, END)));
    assertThat(day.tooShort("OPT_SYS_002"))
        .containsOnlyKeys(
            labelOfConsumer("ORDERS", "some"),
            labelOfConsumer("ORDERS", "many"),
            labelOfConsumer("ORDERS", "still"))
        .allSatisfy((consumer, minutes) -> assertThat(minutes).isEqualTo(Minutes.at(0)));
  }

  @Test
  void findsALevelThatChangedForExactlyAWindow() {
    assertThat(day.found("OPT_SYS_017"))
        .containsExactly(Map.entry("server A/a1", between(100, 99 + DAY)));
    assertThat(day.tooShort("OPT_SYS_017")).isEmpty();
  }

  @Test
  void findsLongDuplicateWindowsAsLongAsMessagesFlow() {
    assertThat(day.found("OPT_SYS_019"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                labelOfStream("FLOWING"), between(1, END),
                labelOfStream("BURST"), between(301, 400)));
    assertThat(day.tooShort("OPT_SYS_019"))
        .containsOnlyKeys(labelOfStream("FLOWING"), labelOfStream("SLOWER"), labelOfStream("BURST"))
        .allSatisfy((stream, minutes) -> assertThat(minutes).isEqualTo(Minutes.at(0)));
  }

  /**
   * Nine tenths of what is moved from minute 600 to 1,100 crosses gateways. The share of it is that
   * of the time that is remembered, which becomes shorter whenever a part is forgotten.
   */
  @Test
  void findsAShareOverGatewaysFromThreeTenthsOfTheWindow() {
    int aDayAfter = DAY + PART;
    int andAPart = aDayAfter + PART;
    assertThat(day.found("OPT_PLACE_003"))
        .containsExactly(
            Map.entry(
                "account WIDE",
                between(900, 1_500)
                    .and(between(aDayAfter, PART + 1_500))
                    .and(between(andAPart, Math.min(END, 2 * PART + 1_500)))));
    assertThat(day.tooShort("OPT_PLACE_003"))
        .allSatisfy((account, minutes) -> assertThat(minutes).isEqualTo(Minutes.at(0)))
        .containsOnlyKeys(
            "account ACME", "account BETA", "account SYS", "account WIDE", "account SMALL");
  }
}
