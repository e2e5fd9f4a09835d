// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Health;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of recorded real clusters exactly that is found which could be better there. Their faults are
 * held by {@link RecordingsTest}.
 *
 * <p>A line stands for several keys where it lists names in braces. Nothing is said of a whole day
 * (OPT_COST_001, OPT_IDLE_001 to 005), since a recording is ten seconds long.
 */
class RecordedOptimizationsTest {

  /**
   * What is true of account ACME wherever its shop runs. Of the R3 streams only KV_shop_config
   * allows direct gets. The consumer reports has acknowledged nothing: it is 107 sequences beyond
   * its floor, more than five times the 20 that may be pending.
   */
  private static final String SHOP =
      """
      OPT_SYS_015 consumer/hub/ACME/SHOP_ORDERS/reports
      OPT_SYS_016 stream/hub/ACME/{SHOP_ALL,SHOP_JOBS,SHOP_ORDERS}
      """;

  private static final String SUPERCLUSTER =
      SHOP
          + """
            OPT_COST_003 server/A/a1
            OPT_COST_005 server/A/{a1,a2,a3}
            OPT_COST_005 server/edge1/edge1
            OPT_PLACE_001 account/BETA cluster=B
            OPT_SYS_001 stream/hub/ACME/{$MQTT_msgs,$MQTT_out}
            OPT_SYS_001 stream/hub/BETA/RESULTS
            OPT_SYS_008 account/{ACME,BETA}
            OPT_SYS_016 stream/hub/ACME/$MQTT_{msgs,out,qos2in,rmsgs,sess}
            OPT_SYS_016 stream/hub/BETA/RESULTS
            OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS,SHOP_FROM_EDGE,SHOP_NOTES}
            """;

  @TempDir private static Path folder;
  private static Recordings recordings;

  @BeforeAll
  static void unpack() throws Exception {
    recordings = Recordings.unpackedInto(folder);
  }

  @Test
  void aClusterWithoutFaultsHasRoomForBetter() throws Exception {
    // Streams may fill 100 MiB and more on each server, and fill less than one; SHOP_EVENTS alone
    // is in memory. SHOP_ORDERS_MIRROR has one replica too, but a mirror can be made again.
    // BETA may store what it likes, and its stream RESULTS keeps all that it ever got.
    String shop =
        SHOP
            + """
              OPT_COST_005 server/C1/{n1,n2,n3}
              OPT_SYS_001 stream/hub/BETA/RESULTS
              OPT_SYS_008 account/BETA
              OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS,SHOP_NOTES}
              OPT_SYS_021 stream/hub/BETA/RESULTS
              """;
    finds("2.9.10/small-cluster", shop, "OPT_COST_003 server/C1/n1");
    finds("2.10.27/small-cluster", shop, "OPT_COST_003 server/C1/n3");
  }

  @Test
  void clientsOfAnAccountAreFarFromItsStreams() throws Exception {
    // Seven of the eight clients of BETA are in cluster B, and its stream is led in A.
    // ACME is limited in domain hub, but not on edge1, which has a domain and limits of its own.
    // SHOP_EDGE has one replica and is alone: edge1 is no cluster.
    finds("2.15.1/healthy-supercluster", SUPERCLUSTER);
  }

  @Test
  void leadersMoveBetweenTwoSnapshots() throws Exception {
    assertFound(
        recordings.foundAtFirst(Kind.OPTIMIZATION, "2.15.1/healthy-supercluster"),
        SUPERCLUSTER,
        "OPT_BALANCE_001 server/A/a3");
  }

  @Test
  void twoClustersWithTheSameLoadNeedTheSame() throws Exception {
    // BETA runs in B what ACME runs in A, and has no limits. Its reports are 79 sequences behind.
    finds(
        "2.15.1/operator-jwt",
        SHOP,
        """
        OPT_COST_003 server/A/a1
        OPT_COST_003 server/B/b3
        OPT_COST_005 server/A/{a1,a2,a3}
        OPT_COST_005 server/B/{b1,b2,b3}
        OPT_COST_005 server/edge1/edge1
        OPT_SYS_008 account/BETA
        OPT_SYS_015 consumer/hub/BETA/LAB_ORDERS/reports
        OPT_SYS_016 stream/hub/BETA/{LAB_ALL,LAB_JOBS,LAB_ORDERS}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS,SHOP_FROM_EDGE,SHOP_NOTES}
        OPT_SYS_021 stream/hub/BETA/{OBJ_lab_assets,LAB_EVENTS,LAB_NOTES}
        """);
  }

  @Test
  void whatIsLeftOfAClusterNeedsTheSameAsBefore() throws Exception {
    // n3 is down, and R1 streams with it. Two servers that answer make no average of a cluster,
    // but are enough to hold two replicas. In two of them all or most consumers of SHOP_ORDERS
    // are led where the stream is.
    finds(
        "2.9.10/fault-a-one-of-three-down",
        SHOP,
        """
        OPT_BALANCE_007 stream/hub/ACME/SHOP_ORDERS
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_NOTES}
        """);
    finds(
        "2.10.27/fault-a-one-of-three-down",
        SHOP,
        """
        OPT_COST_003 server/C1/n1
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS}
        """);
    finds(
        "2.15.1/fault-a-one-of-three-down",
        SHOP,
        """
        OPT_COST_003 server/C1/n1
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/SHOP_EVENTS
        """);
    finds(
        "2.10.27/fault-a-one-of-three-crashed",
        SHOP,
        """
        OPT_BALANCE_007 stream/hub/ACME/SHOP_ORDERS
        OPT_COST_003 server/C1/n1
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS}
        """);
    finds(
        "2.15.1/fault-a-one-of-three-crashed",
        SHOP,
        """
        OPT_COST_003 server/C1/n2
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS,SHOP_NOTES}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.10.27/fault-b-two-of-three-down",
        "2.15.1/fault-b-two-of-three-down",
        "2.15.1/fault-b-two-of-three-crashed"
      })
  void groupsThatLostTheirQuorumHaveNoLeader(String recording) throws Exception {
    // Each had one before. Nobody speaks for streams and consumers any more.
    finds(
        recording,
        """
        OPT_COST_005 server/C1/n1
        OPT_SYS_009 raft-group/hub/ACME/SHOP_JOBS/workers
        OPT_SYS_009 raft-group/hub/ACME/SHOP_ORDERS/{archive,billing,notify,reports}
        OPT_SYS_009 raft-group/hub/ACME/{KV_shop_config,SHOP_ALL,SHOP_JOBS,SHOP_ORDERS}
        OPT_SYS_009 raft-group/hub/SYS/_meta_
        """);
  }

  @Test
  void oldServersSayNothingOfRaftGroups() throws Exception {
    // The R1 stream in memory is on n1 here.
    finds(
        "2.9.10/fault-b-two-of-three-down",
        """
        OPT_COST_003 server/C1/n1
        OPT_COST_005 server/C1/n1
        """);
  }

  @Test
  void aServerThatLostAnAccountLeadsNothingOfIt() throws Exception {
    // n3 answers, with no stream on it: of 15, 13 and 14 leaders one server has 8, 9 and 9.
    finds(
        "2.10.27/fault-c-account-jwt-missing-one-server",
        SHOP,
        """
        OPT_BALANCE_001 server/C1/n2
        OPT_COST_003 server/C1/n2
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS,SHOP_NOTES}
        """);
    finds(
        "2.15.1/fault-c-account-jwt-missing-one-server",
        SHOP,
        """
        OPT_BALANCE_001 server/C1/n1
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/SHOP_NOTES
        """);
    finds(
        "2.15.1/fault-c-account-not-in-memory-resolver",
        SHOP,
        """
        OPT_BALANCE_001 server/C1/n1
        OPT_BALANCE_007 stream/hub/ACME/SHOP_ORDERS
        OPT_COST_003 server/C1/n2
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS}
        """);
  }

  @Test
  void pushConsumersOfAnExpiredAccountHaveNobodyToPushTo() throws Exception {
    // Its clients were thrown out when it expired. Leaders are 6, 5, 0 and 5, 8, 0.
    String expired =
        SHOP
            + """
              OPT_COST_005 server/C1/{n1,n2}
              OPT_SYS_004 consumer/hub/ACME/SHOP_NOTES/notes
              OPT_SYS_004 consumer/hub/ACME/SHOP_ORDERS/notify
              """;
    finds("2.10.27/fault-c-account-expired", expired, "OPT_SYS_021 stream/hub/ACME/SHOP_NOTES");
    finds(
        "2.15.1/fault-c-account-expired",
        expired,
        """
        OPT_BALANCE_001 server/C1/n2
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_NOTES}
        """);
  }

  @Test
  void replicasThatStayBehindStillStore() throws Exception {
    finds(
        "2.15.1/fault-c-account-jwt-restored-late",
        SHOP,
        """
        OPT_BALANCE_007 stream/hub/ACME/SHOP_ORDERS
        OPT_COST_003 server/C1/n2
        OPT_COST_005 server/C1/{n1,n2,n3}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS,SHOP_NOTES}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2.15.1/fault-c-account-jwt-missing-everywhere",
        "2.15.1/fault-d-account-near-connection-limit"
      })
  void aDeploymentWithoutStreamsHasNothingToImprove(String recording) throws Exception {
    finds(recording);
  }

  @Test
  void aStreamMadeInHasteHasNoLimits() throws Exception {
    finds(
        "2.15.1/fault-e-js-api-errors",
        """
        OPT_SYS_001 stream/hub/ACME/SHOP_MAIN
        OPT_SYS_008 account/BETA
        OPT_SYS_016 stream/hub/ACME/SHOP_MAIN
        """);
  }

  @Test
  void twelveOfFifteenConnectionsAreOnOneServer() throws Exception {
    finds("2.15.1/fault-f-connections-unbalanced", "OPT_BALANCE_006 server/C1/n1 account=ACME");
  }

  @Test
  void aServerInLameDuckOf29StillStores() throws Exception {
    finds(
        "2.9.10/fault-g-lame-duck",
        SHOP,
        """
        OPT_COST_003 server/C1/n3
        OPT_COST_005 server/C1/{n1,n2,n3}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS,SHOP_NOTES}
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.10.27", "2.15.1"})
  void aServerInLameDuckIsNoJetStreamServer(String release) throws Exception {
    // Two are left that lead, too few for an average.
    finds(
        release + "/fault-g-lame-duck",
        SHOP,
        """
        OPT_BALANCE_007 stream/hub/ACME/SHOP_ORDERS
        OPT_COST_003 server/C1/n2
        OPT_COST_005 server/C1/{n1,n2}
        OPT_SYS_021 stream/hub/ACME/{OBJ_shop_assets,SHOP_EVENTS}
        """);
  }

  @Test
  void ofAServerThatHasStartedItsOwnStreamsAreJudged() throws Exception {
    // Nobody was asked for JetStream before n3 was well, and only n3 after that. It leads nothing
    // but SHOP_EVENTS. VARZ of n1 and n2 tells that they have JetStream.
    assertFound(recordings.foundAtFirst(Kind.OPTIMIZATION, "2.15.1/fault-g-not-ready-at-start"));
    finds(
        "2.15.1/fault-g-not-ready-at-start",
        """
        OPT_COST_003 server/C1/n3
        OPT_COST_005 server/C1/n3
        OPT_SYS_021 stream/hub/ACME/SHOP_EVENTS
        """);
  }

  @Test
  void theFaultyClusterOfTheReadmeIsAlsoImproved() throws Exception {
    // 29 of the 37 clients of ACME are on east-1. No stream and no account has a limit.
    assertFound(
        Recordings.found(Kind.OPTIMIZATION, Path.of("demo", "faulty-cluster.zip")),
        """
        OPT_BALANCE_006 server/EAST/east-1 account=ACME
        OPT_COST_005 server/EAST/{east-1,east-3}
        OPT_SYS_001 stream//ACME/EVENTS
        OPT_SYS_001 stream//BILLING/INVOICES
        OPT_SYS_008 account/{ACME,BILLING}
        OPT_SYS_016 stream//ACME/{EVENTS,ORDERS}
        OPT_SYS_016 stream//BILLING/INVOICES
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2.10.27/fault-a-one-of-three-crashed", "2.15.1/fault-a-one-of-three-crashed"})
  void whatCouldBeBetterIsNoIllness(String recording) throws Exception {
    AuditReport report = recordings.audit(recording);

    assertThat(report.health()).isEqualTo(Health.HEALTHY);
    assertThat(report.findings())
        .extracting(each -> each.check().kind())
        .containsOnly(Kind.OPTIMIZATION);
    assertThat(report.findings())
        .extracting(each -> each.finding().severity())
        .contains(Severity.INFO, Severity.WARNING);
  }

  private static void finds(String recording, String... lines) throws Exception {
    assertFound(recordings.found(Kind.OPTIMIZATION, recording), lines);
  }

  private static void assertFound(SortedSet<String> found, String... lines) {
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(lines)
                .flatMap(String::lines)
                .flatMap(RecordedOptimizationsTest::expanded)
                .toList());
  }

  /** The keys that a line stands for. */
  private static Stream<String> expanded(String line) {
    int open = line.indexOf('{');
    int close = line.indexOf('}');
    if (open < 0) {
      return Stream.of(line);
    }
    return Stream.of(line.substring(open + 1, close).split(","))
        .map(each -> line.substring(0, open) + each + line.substring(close + 1));
  }
}
