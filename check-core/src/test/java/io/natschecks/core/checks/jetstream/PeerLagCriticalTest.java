// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.core.checks.jetstream.Orders.LABEL;
import static io.natschecks.core.checks.jetstream.Orders.follower;
import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerLagCriticalTest extends MonitoredStreamContract {

  PeerLagCriticalTest() {
    super("peer-lag-critical", "1000", "x");
  }

  @Override
  protected PeerLagCritical check() {
    return new PeerLagCritical();
  }

  @Override
  Orders past() {
    return lagging(9_999, false);
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000, false, false",
    "1000, 1001, false, true",
    "1000, 5000, true, true",
    "0, 1, false, false"
  })
  void firesAboveTheThreshold(String threshold, long lag, boolean offline, boolean fires) {
    assertThat(run(lagging(lag, offline), threshold)).hasFindings(fires ? 1 : 0).lookedAt(1);
  }

  @Test
  void namesTheFollower() {
    assertThat(run(lagging(5_000, true), "1000"))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: a2 is 5,000 operations behind the leader"
                + " (io.nats.monitor.peer-lag-critical is 1,000)")
        .hasKey("JETSTREAM_022 stream/hub/ACME/ORDERS peer=a2")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(5_000)
        .hasLimit(1_000)
        .hasEvidence("peer", "a2")
        .hasEvidence("offline", "yes");
  }

  @Test
  void givesAFindingForEachFollower() {
    assertThat(
            run(Orders.healthy().followers(follower("a2", 5_000), follower("a3", 5_000)), "1000"))
        .findsExactly(LABEL, LABEL);
  }

  @Test
  void passesAStreamOfOneReplica() {
    assertThat(run(Orders.healthy().config(config -> config.replicas(1)).followers(), "1"))
        .passed();
  }

  @Test
  void believesTheLeaderRatherThanAFollower() {
    assertThat(
            run(
                Orders.healthy()
                    .cluster(
                        "a2",
                        cluster ->
                            new ClusterInfo("A", "a1", null, List.of(follower("a3", 5_000)))),
                "1000"))
        .passed();
  }

  private static Replica follower(String name, long lag) {
    return new Replica(name, null, false, false, Duration.ofMillis(200), lag);
  }

  private static Orders lagging(long lag, boolean offline) {
    return Orders.healthy()
        .followers(
            new Replica("a2", null, false, offline, Duration.ofMillis(200), lag),
            Orders.follower("a3"));
  }
}
