// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Section;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HighRouteRttTest extends CheckContract {

  @Override
  protected HighRouteRtt check() {
    return new HighRouteRtt();
  }

  @Test
  void acceptsTheLimitItself() {
    assertThat(run(pool("a2", 50))).passed();
  }

  @Test
  void firesOneNanosecondAboveTheLimit() {
    Route route = route("a2", Duration.ofNanos(50_000_001));

    assertThat(run(List.of(route))).findsExactly("server A/a1");
  }

  @Test
  void cannotJudgeWhatWasNotMeasuredYet() {
    assertThat(run(List.of(route("a2", Duration.ZERO), route("a2", null))))
        .passed()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void reportsTheSlowestOfAPoolOnce() {
    assertThat(run(pool("a2", 10, 12, 60, 9)))
        .onlyFinding()
        .hasMessage("server A/a1: route to a2 takes 60.0 ms (reported above 50 ms), 1 of 4 routes")
        .hasKey("SERVER_010 server/A/a1 remote=a2")
        .hasObserved(60)
        .hasLimit(50)
        .hasEvidence("remote", "a2")
        .hasEvidence("remote_id", "ID-a2")
        .hasEvidence("slow_routes", 1)
        .hasEvidence("routes", 4);
  }

  @Test
  void givesOneFindingForEachPeer() {
    List<Route> routes =
        List.of(
            route("a2", Duration.ofMillis(80)),
            route("a3", Duration.ofMillis(90)),
            route("a3", Duration.ofMillis(70)));

    assertThat(run(routes))
        .findsExactly("SERVER_010 server/A/a1 remote=a2", "SERVER_010 server/A/a1 remote=a3");
  }

  @Test
  void keepsARemoteThatNobodyKnows() {
    Route unknown = Route.builder(7).remoteId("NSTRANGER").rtt(Duration.ofMillis(80)).build();

    assertThat(run(List.of(unknown))).onlyFinding().hasEvidence("remote", "NSTRANGER");
  }

  @Test
  void looksTheNameUpThatOldServersDoNotGive() {
    Route unnamed = Route.builder(7).remoteId("ID-a3").rtt(Duration.ofMillis(80)).build();

    assertThat(run(List.of(unnamed))).onlyFinding().hasEvidence("remote", "a3");
  }

  @Test
  void isSkippedWhereNoServerHasRoutes() {
    assertThat(
            tester().run(Deployments.healthy().servers(each -> each.routes(List.of())).snapshot()))
        .skipped(SkipReason.NOTHING_DEPLOYED);
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
        .lookedAt(10)
        .hasGap("server A/a1", SkipReason.TIMED_OUT);
  }

  private CheckResult run(List<Route> routes) {
    return tester()
        .run(Deployments.healthy().server("a1", server -> server.routes(routes)).snapshot());
  }

  private static List<Route> pool(String remote, int... milliseconds) {
    return IntStream.of(milliseconds)
        .mapToObj(each -> route(remote, Duration.ofMillis(each)))
        .toList();
  }

  private static Route route(String remote, @Nullable Duration rtt) {
    return Route.builder(1).remoteId(Deployments.idOf(remote)).remoteName(remote).rtt(rtt).build();
  }
}
