// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SkewedStorageSaturationTest extends CheckContract {

  private static final long GIB = 1L << 30;

  @Override
  protected SkewedStorageSaturation check() {
    return new SkewedStorageSaturation();
  }

  @Test
  void reportsAFullServerBesideOneWithRoom() {
    CheckResult result =
        run(
            JetStreamServer.builder(true)
                .storage(95 * GIB)
                .reservedStorage(100 * GIB)
                .maxStorage(Limit.of(500 * GIB)),
            reserved(50, 100));

    assertThat(result)
        .onlyFinding()
        .hasSeverity(Severity.WARNING)
        .hasKey("OPT_BALANCE_008 server/C1/n1")
        .hasMessage(
            "server C1/n1: JetStream storage: 95.0 GiB of 100.0 GiB in use (95.0 percent, reported"
                + " from 90), against the reservations of its streams; the servers of its cluster"
                + " lie 45 percentage points apart (reported above 30)")
        .hasObserved(95 * GIB)
        .hasLimit(100 * GIB)
        .hasEvidence("storage_bytes", "95.0 GiB")
        .hasEvidence("reserved_bytes", "100.0 GiB")
        .hasEvidence("max_storage_bytes", "500.0 GiB")
        .hasEvidence("percent", 95)
        .hasEvidence("basis", "the reservations of its streams")
        .hasEvidence("cluster", "C1")
        .hasEvidence("cluster_min_percent", 50)
        .hasEvidence("cluster_max_percent", 95)
        .hasEvidence("skew", 45)
        .hasEvidence("skew_pp", 30);
  }

  @Test
  void staysSilentAtExactlyTheSkew() {
    assertThat(run(reserved(900, 1_000), reserved(600, 1_000))).passed();
    assertThat(run(reserved(901, 1_000), reserved(601, 1_000))).passed();
    assertThat(run(reserved(903, 1_000), reserved(603, 1_000))).passed();
  }

  @Test
  void firesAboveTheSkew() {
    assertThat(run(reserved(900, 1_000), reserved(599, 1_000))).findsExactly("server C1/n1");
    assertThat(run(reserved(99, 100), reserved(60, 100))).findsExactly("server C1/n1");
  }

  @Test
  void staysSilentBelowTheSaturation() {
    assertThat(run(reserved(899, 1_000), reserved(50, 1_000))).passed();
  }

  @Test
  void reportsEveryFullServer() {
    assertThat(run(reserved(95, 100), reserved(91, 100), reserved(40, 100)))
        .findsExactly("server C1/n1", "server C1/n2");
  }

  @Test
  void leavesOutAServerWithoutReservationAndMaximum() {
    assertThat(run(reserved(99, 100), reserved(0, 0)))
        .findsNothing()
        .lookedAt(1)
        .hasGap("server C1/n2", SkipReason.NOT_EVALUABLE);
    assertThat(run(reserved(99, 100), reserved(0, 0), reserved(10, 100)))
        .findsExactly("server C1/n1");
  }

  @Test
  void measuresAllAgainstTheMaximumAsSoonAsOneNeedsIt() {
    JetStreamServer.Builder empty = reserved(0, 0).maxStorage(Limit.of(1_000));

    assertThat(run(reserved(99, 100).maxStorage(Limit.of(1_000)), empty)).passed();
    assertThat(run(reserved(99, 100).maxStorage(Limit.of(100)), empty))
        .onlyFinding()
        .hasEvidence("basis", "the configured maximum")
        .hasEvidence("max_storage_bytes", 100)
        .hasEvidence("reserved_bytes", 100)
        .hasEvidence("cluster_min_percent", 0);
  }

  @Test
  void cannotCompareAServerWithoutMaximumWhereTheMaximumCounts() {
    JetStreamServer.Builder outgrown = reserved(950, 100).maxStorage(Limit.of(1_000));

    assertThat(run(outgrown, reserved(10, 100), reserved(0, 0).maxStorage(Limit.of(1_000))))
        .findsExactly("server C1/n1")
        .hasGap("server C1/n2", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void measuresAgainstAnOutgrownReservationWhereNoMaximumIsKnown() {
    assertThat(run(reserved(120, 100), reserved(40, 100)))
        .onlyFinding()
        .hasEvidence("percent", 120)
        .hasEvidence("cluster_max_percent", 120);
  }

  @Test
  void leavesOutServersWithoutFileStorage() {
    assertThat(run(reserved(99, 100), JetStreamServer.builder(false)))
        .skipped(SkipReason.NOTHING_DEPLOYED);
    assertThat(run(reserved(99, 100), reserved(0, 0).maxStorage(Limit.of(0))))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void doesNotJudgeAClusterOfWhichAServerDidNotSay() {
    Snapshot snapshot =
        DeploymentBuilder.from(snapshot(reserved(99, 100), reserved(10, 100), reserved(9, 100)))
            .missing(Section.JSZ, "n3", Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("server C1/n1", SkipReason.TIMED_OUT)
        .hasGap("server C1/n3", SkipReason.TIMED_OUT);
  }

  @Test
  void doesNotJudgeAClusterOfWhichAServerSaysNothing() {
    Snapshot snapshot =
        DeploymentBuilder.from(snapshot(reserved(99, 100), reserved(10, 100), reserved(9, 100)))
            .server("n3", n3 -> n3.jetStreamServer(null))
            .snapshot();

    assertThat(tester().run(snapshot))
        .findsNothing()
        .hasGap("server C1/n1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void doesNotCompareServersWithoutACluster() {
    Snapshot alone =
        DeploymentBuilder.from(snapshot(reserved(99, 100), reserved(10, 100)))
            .servers(server -> server.cluster(null))
            .snapshot();

    assertThat(tester().run(alone)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Property
  void scalingAllBytesNeverChangesAVerdict(
      @ForAll @LongRange(max = 1_000) long first,
      @ForAll @LongRange(max = 1_000) long second,
      @ForAll @LongRange(min = 1, max = 1L << 40) long factor) {
    assertThat(
            run(
                reserved(first * factor, 1_000 * factor),
                reserved(second * factor, 1_000 * factor)))
        .hasFindings(run(reserved(first, 1_000), reserved(second, 1_000)).findingCount());
  }

  /** A server without a configured maximum. */
  private static JetStreamServer.Builder reserved(long used, long reserved) {
    return JetStreamServer.builder(true).storage(used).reservedStorage(reserved);
  }

  private CheckResult run(JetStreamServer.Builder... servers) {
    return tester().run(snapshot(servers));
  }

  private static Snapshot snapshot(JetStreamServer.Builder... servers) {
    List<Server> all = new ArrayList<>();
    for (JetStreamServer.Builder server : servers) {
      String name = "n" + (all.size() + 1);
      all.add(
          Server.builder("ID-" + name, name).cluster("C1").jetStreamServer(server.build()).build());
    }
    return Snapshot.builder(Deployments.NOW)
        .servers(all)
        .coverage(Coverage.builder().gathered(Section.JSZ).build())
        .build();
  }
}
