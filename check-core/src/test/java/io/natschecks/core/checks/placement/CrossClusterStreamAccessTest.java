// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.testkit.CheckContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrossClusterStreamAccessTest extends CheckContract {

  private static final Stream IN_EAST = FarAccount.stream("S", "EAST");

  @Override
  protected CrossClusterStreamAccess check() {
    return new CrossClusterStreamAccess();
  }

  @Test
  void firesAtExactlyTheShare() {
    assertThat(run(Map.of("EAST", 45, "WEST", 5), IN_EAST))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_PLACE_001 account/FAR cluster=WEST")
        .hasMessage(
            "account FAR: 5 of its 50 client connections are in cluster WEST (10.0 percent, reported"
                + " from 10), which leads none of its streams; they are led in EAST")
        .hasObserved(5)
        .hasLimit(5)
        .hasEvidence("cluster", "WEST")
        .hasEvidence("account_connections", 50)
        .hasEvidence("percent", 10)
        .hasEvidence("min_conn_pct", 10)
        .hasEvidence("stream_clusters", "EAST");
  }

  @Test
  void staysSilentBelowTheShare() {
    assertThat(run(Map.of("EAST", 46, "WEST", 5), IN_EAST)).passed();
  }

  @Test
  void needsFiveConnections() {
    assertThat(run(Map.of("EAST", 4, "WEST", 4), IN_EAST)).passed();
  }

  @Test
  void leavesOutAccountsWithoutStreams() {
    assertThat(run(Map.of("EAST", 0, "WEST", 20))).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void leavesOutAccountsWhoseStreamsNobodyLeads() {
    Stream leaderless =
        FarAccount.stream("S", "EAST", new ClusterInfo("EAST", null, null, List.of()));

    assertThat(run(Map.of("EAST", 0, "WEST", 20), leaderless)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void staysSilentWhereTheClusterLeadsOneOfTheStreams() {
    Stream[] streams = new Stream[10];
    for (int i = 0; i < streams.length; i++) {
      streams[i] = FarAccount.stream("S" + i, i == 0 ? "WEST" : "EAST");
    }

    assertThat(run(Map.of("EAST", 0, "WEST", 20), streams)).passed();
  }

  @Test
  void leavesOutClientsOfServersWithoutACluster() {
    assertThat(run(Map.of("EAST", 1, "", 20), IN_EAST)).passed();
    assertThat(run(Map.of("EAST", 45, "WEST", 5, "", 900), IN_EAST)).findsExactly("account FAR");
  }

  @Test
  void doesNotCountALeaderWithoutAClusterAsElsewhere() {
    assertThat(run(Map.of("", 0, "WEST", 20), FarAccount.stream("S", "")))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void tellsClustersApartWhoseNamesDifferByWhiteSpace() {
    assertThat(run(Map.of("EAST", 20, "EAST ", 20), IN_EAST)).hasFindings(1);
  }

  @Test
  void findsEveryCluster() {
    assertThat(run(Map.of("EAST", 0, "WEST", 20, "NORTH", 20), IN_EAST)).hasFindings(2);
  }

  @Test
  void judgesNobodyWhileAServerDidNotSay() {
    for (Section section : List.of(Section.ACCSTATZ, Section.JSZ_STREAMS)) {
      Snapshot snapshot =
          FarAccount.clients(Map.of("EAST", 45, "WEST", 5))
              .add(IN_EAST)
              .missing(section, "EAST-1", Status.TIMED_OUT)
              .snapshot();

      assertThat(tester().run(snapshot))
          .findsNothing()
          .hasGap("account FAR", SkipReason.TIMED_OUT)
          .hasGap("server EAST/EAST-1", SkipReason.TIMED_OUT);
    }
  }

  private CheckResult run(Map<String, Integer> clients, Stream... streams) {
    return tester()
        .run(FarAccount.clients(clients).edit(all -> all.streams(List.of(streams))).snapshot());
  }
}
