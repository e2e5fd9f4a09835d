// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.Deployments;
import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConnectionHotspotTest extends HotSpotContract {

  @Override
  protected ConnectionHotspot check() {
    return new ConnectionHotspot();
  }

  @Override
  protected long enough() {
    return 100;
  }

  @Override
  protected Server.Builder server(String name, long load) {
    return Server.builder("ID-" + name, name)
        .cluster("C1")
        .statistics(
            ServerStatistics.builder(Instant.EPOCH, Deployments.NOW)
                .connections((int) load)
                .build());
  }

  @Test
  void firesAboveTheMultipleOfTheAverage() {
    assertThat(run(201, 50, 49))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_BALANCE_002 server/C1/n1")
        .hasMessage(
            "server C1/n1: has 201 client connections, 2.01 times the average of 100 in its cluster"
                + " of 3 servers (reported above 2 times)")
        .hasObserved(201)
        .hasLimit(2)
        .hasEvidence("ratio", "2.01 ratio")
        .hasEvidence("cluster", "C1")
        .hasEvidence("cluster_average", "100 connections")
        .hasEvidence("servers", 3);
  }

  @Test
  void staysSilentAtExactlyTheMultiple() {
    assertThat(run(200, 50, 50)).passed().lookedAt(3);
  }

  @Test
  void needsOneHundredConnections() {
    assertThat(run(99, 0, 0)).passed();
    assertThat(run(100, 0, 0)).findsExactly("server C1/n1");
  }

  @Test
  void neverFiresOnOneOfTwoServers() {
    assertThat(run(1_000, 0)).passed();
  }

  @Test
  void passesASmallServerThoughAnotherDidNotSay() {
    Snapshot snapshot =
        Deployments.healthy()
            .statistics("a1", a1 -> a1.connections(99))
            .missing(Section.VARZ, "a3", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().run(snapshot)).passed().notLookedAt(1);
  }

  @Property
  void firesExactlyAboveTheMultiple(
      @ForAll @IntRange(max = 1_000) int first,
      @ForAll @IntRange(max = 1_000) int second,
      @ForAll @IntRange(max = 1_000) int third) {
    int sum = first + second + third;
    long hot =
        IntStream.of(first, second, third)
            .filter(each -> each >= 100 && each * 3 > 2 * sum)
            .count();

    assertThat(run(first, second, third)).hasFindings(hot);
  }
}
