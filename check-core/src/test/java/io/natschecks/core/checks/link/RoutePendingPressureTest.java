// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.link;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePendingPressureTest extends CheckContract {

  private static final long MIB = 1_048_576;

  @Override
  protected RoutePendingPressure check() {
    return new RoutePendingPressure();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, MIB})
  void acceptsTheLimitItself(long pending) {
    assertThat(run(route(7, pending))).passed();
  }

  @Test
  void firesOneByteAboveTheLimit() {
    assertThat(run(route(7, MIB + 1))).findsExactly("route A/a1/a2");
  }

  @Test
  void judgesEachRouteOfAPoolByItself() {
    assertThat(run(route(7, 2 * MIB), route(8, 2 * MIB), route(9, 5)))
        .findsExactly("OPT_SYS_005 route/A/a1/a2 rid=7", "OPT_SYS_005 route/A/a1/a2 rid=8")
        .lookedAt(10 + 3);
  }

  @Test
  void firesForAPeerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.routes(List.of(route(7, 2 * MIB))))
                        .silent("a2")
                        .snapshot()))
        .finding("route A/a1/a2")
        .hasEvidence("remote_name", "a2");
  }

  @Test
  void saysHowMuchWaitsWhere() {
    Route pinned =
        Route.builder(7)
            .remoteId(Deployments.idOf("a2"))
            .remoteName("a2")
            .account(Deployments.ACME)
            .pendingBytes(3 * MIB / 2)
            .build();

    assertThat(run(pinned))
        .onlyFinding()
        .hasMessage(
            "route A/a1/a2: 1.5 MiB wait to be sent to a2 on route 7 (reported above 1 MiB)")
        .hasSeverity(Severity.WARNING)
        .hasObserved(1.5)
        .hasLimit(1)
        .hasEvidence("pending_bytes", 3 * MIB / 2.0)
        .hasEvidence("server", "a1")
        .hasEvidence("cluster", "A")
        .hasEvidence("remote_name", "a2")
        .hasEvidence("remote_id", "ID-a2")
        .hasEvidence("rid", 7)
        .hasEvidence("account", Deployments.ACME);
  }

  @Test
  void looksTheNameUpThatOldServersDoNotGive() {
    Route unnamed = Route.builder(7).remoteId("ID-a3").pendingBytes(2 * MIB).build();

    assertThat(run(unnamed)).findsExactly("route A/a1/a3");
    assertThat(run(Route.builder(7).pendingBytes(2 * MIB).build()))
        .findsExactly("route A/a1/an unknown server");
  }

  @Test
  void doesNotTakeTheZeroOfAnOldServerForAnEmptyQueue() {
    assertThat(run("2.10.25", route(7, 0))).hasGap("route A/a1/a2", SkipReason.NOT_IN_RELEASE);
    assertThat(run("2.10.25", route(7, 2 * MIB))).findsExactly("route A/a1/a2");
    assertThat(run("2.10.26", route(7, 0))).passed().notLookedAt(0);
  }

  @Test
  void takesAnotherLimit() {
    assertThat(
            tester()
                .with(RoutePendingPressure.PENDING_MIB, 0.5)
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.routes(List.of(route(7, MIB / 2 + 1))))
                        .snapshot()))
        .hasFindings(1);
  }

  @Test
  void recordsAServerThatDidNotAnswer() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", server -> server.routes(null))
                        .missing(Section.ROUTEZ, "a1", Coverage.Status.TIMED_OUT)
                        .snapshot()))
        .passed()
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private CheckResult run(Route... routes) {
    return run("2.15.1", routes);
  }

  private CheckResult run(String version, Route... routes) {
    return tester()
        .run(
            Deployments.healthy()
                .server(
                    "a1",
                    server -> server.version(ServerVersion.parse(version)).routes(List.of(routes)))
                .snapshot());
  }

  private static Route route(long rid, long pending) {
    return Route.builder(rid)
        .remoteId(Deployments.idOf("a2"))
        .remoteName("a2")
        .pendingBytes(pending)
        .build();
  }
}
