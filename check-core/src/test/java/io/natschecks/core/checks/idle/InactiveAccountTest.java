// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Traffic;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InactiveAccountTest extends CheckContract {

  private static final String LABEL = "account OLD";
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  protected InactiveAccount check() {
    return new InactiveAccount();
  }

  @Test
  void firesAfterADayWithoutClientsAndTraffic() {
    assertThat(run(tester(), quietDay()))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(LABEL + ": no client and no traffic for at least 1d0h (reported from 1d0h)")
        .hasObserved(86_400)
        .hasLimit(86_400)
        .hasEvidence("observed_seconds", 86_400)
        .hasEvidence("samples", 9)
        .hasEvidence("leafnodes", 2)
        .hasEvidence("bytes_sent_delta", 0)
        .hasEvidence("bytes_received_delta", 0);
  }

  @Test
  void oneClientThreeHoursAgoIsEnough() {
    List<Snapshot> day = quietDay();
    day.set(7, at(3, counts("a1", 1, 100, 100), counts("a2", 0, 100, 100)));

    assertThat(run(tester(), day)).passed();
  }

  @Test
  void oneByteOnOneServerIsEnough() {
    List<Snapshot> day = quietDay();
    day.set(8, at(0, counts("a1", 0, 100, 101), counts("a2", 0, 100, 100)));

    assertThat(run(tester(), day)).passed();
  }

  @Test
  void theSystemAccountIsNotJudged() {
    assertThat(run(tester(), system(quietDay(), true))).passed();
  }

  @Test
  void theAccountThatNobodyCanRemoveIsNotJudged() {
    Account global =
        Account.builder("$G").system(false).statistics(List.of(counts("a1", 0, 0, 0))).build();
    List<Snapshot> day =
        quietDay().stream()
            .map(each -> DeploymentBuilder.from(each).add(global).snapshot())
            .toList();

    assertThat(run(tester(), day)).findsExactly(LABEL);
  }

  @Test
  void cannotTellOfWhatMayBeTheSystemAccount() {
    assertThat(run(tester(), system(quietDay(), null)))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void aSingleSnapshotIsTooShort() {
    assertThat(tester().run(quietAt(0))).findsNothing().hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void anHourLessThanADayIsTooShort() {
    assertThat(run(tester(), quietDay().subList(1, 9)))
        .findsNothing()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void anAccountThatIsGoneIsNotJudged() {
    List<Snapshot> day = quietDay();
    day.set(8, Deployments.healthy().snapshot());

    assertThat(run(tester(), day)).passed().notLookedAt(0);
  }

  @Test
  void anAccountThatIsNewIsNotKnownToBeIdle() {
    List<Snapshot> day = quietDay();
    day.set(0, Deployments.healthy(Duration.ofHours(-24)).snapshot());

    assertThat(run(tester(), day)).findsNothing().hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void trafficOnAServerThatIsGoneCountsToo() {
    List<Snapshot> day = quietDay();
    day.set(0, beforeTheRestart(24, counts("old", 0, 5, 5)));
    day.set(1, beforeTheRestart(21, counts("old", 0, 5, 6)));

    assertThat(run(tester(), day)).passed();
  }

  private static Snapshot beforeTheRestart(int hoursAgo, AccountStatistics counts) {
    return DeploymentBuilder.from(at(hoursAgo, counts))
        .server("a1", a1 -> a1.id("ID-old"))
        .snapshot();
  }

  @Test
  void aRestartIsNoTraffic() {
    List<Snapshot> day = quietDay();
    for (int i = 4; i < 9; i++) {
      int left = 24 - 3 * i;
      Snapshot anew = at(left, counts("new", 0, 0, 0), counts("a2", 0, 100, 100));
      day.set(
          i,
          DeploymentBuilder.from(anew)
              .statistics("a1", a1 -> a1.start(Deployments.NOW.minus(Duration.ofHours(13))))
              .server("a1", a1 -> a1.id("ID-new"))
              .snapshot());
    }

    assertThat(run(tester(), day)).hasFindings(1);
  }

  @Test
  void cannotTellWhatAServerDidBeforeItWasSeen() {
    List<Snapshot> day = quietDay();
    for (int i = 0; i < 4; i++) {
      Snapshot partly = at(24 - 3 * i, counts("a2", 0, 100, 100));
      day.set(i, DeploymentBuilder.from(partly).silent("a1").snapshot());
    }

    assertThat(run(tester(), day)).findsNothing().hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void cannotTellWhileAServerDoesNot() {
    List<Snapshot> day = quietDay();
    day.set(
        8,
        DeploymentBuilder.from(day.get(8))
            .missing(Section.ACCSTATZ, "a3", Coverage.Status.TIMED_OUT)
            .snapshot());

    assertThat(run(tester(), day)).findsNothing().hasGap(LABEL, SkipReason.TIMED_OUT);
  }

  @Test
  void cannotTellOfAnAccountThatNobodyCounts() {
    Snapshot snapshot =
        Deployments.healthy().add(Account.builder("OLD").system(false).build()).snapshot();

    assertThat(tester().run(snapshot)).passed().hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void saysWhenAClientWasLastSeen() {
    CheckTester tester = tester().with(InactiveAccount.THRESHOLD_SECS, 3_600L);
    List<Snapshot> day = quietDay();
    day.set(7, at(3, counts("a1", 1, 100, 100), counts("a2", 0, 100, 100)));

    assertThat(run(tester, day))
        .onlyFinding()
        .hasMessage(LABEL + ": no client and no traffic for 3h0m (reported from 1h0m)")
        .hasObserved(10_800)
        .hasEvidence("last_client", "2026-02-01T09:00:00Z");
  }

  @Test
  void saysThatAThresholdBeyondTheHistoryCanNeverBeMet() {
    CheckTester tester = tester().with(InactiveAccount.THRESHOLD_SECS, 2 * 86_400L);

    assertThat(run(tester, quietDay())).findsNothing().hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  private static CheckResult run(CheckTester tester, List<Snapshot> all) {
    return tester.window(DAY).after(all.subList(0, all.size() - 1)).run(all.get(all.size() - 1));
  }

  /** Every three hours; the first is a day old. */
  private static List<Snapshot> quietDay() {
    List<Snapshot> day = new ArrayList<>();
    for (int left = 24; left >= 0; left -= 3) {
      day.add(quietAt(left));
    }
    return day;
  }

  private static Snapshot quietAt(int hoursAgo) {
    return at(hoursAgo, counts("a1", 0, 100, 100), counts("a2", 0, 100, 100));
  }

  private static Snapshot at(int hoursAgo, AccountStatistics... counts) {
    return Deployments.healthy(Duration.ofHours(-hoursAgo))
        .add(Account.builder("OLD").system(false).statistics(List.of(counts)).build())
        .snapshot();
  }

  private static AccountStatistics counts(String server, int clients, long sent, long received) {
    return AccountStatistics.builder(Deployments.idOf(server))
        .connections(clients)
        .leafNodes(1)
        .sent(new Traffic(1, sent, null))
        .received(new Traffic(1, received, null))
        .build();
  }

  private static List<Snapshot> system(List<Snapshot> all, @Nullable Boolean system) {
    return all.stream()
        .map(
            each ->
                DeploymentBuilder.from(each).account("OLD", old -> old.system(system)).snapshot())
        .toList();
  }
}
