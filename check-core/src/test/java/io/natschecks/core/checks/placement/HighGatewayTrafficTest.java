// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Evidence;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Traffic;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighGatewayTrafficTest extends CheckContract {

  private static final String LABEL = "account WIDE";

  @Override
  protected HighGatewayTraffic check() {
    return new HighGatewayTraffic();
  }

  @ParameterizedTest(name = "{0} of {1} bytes over gateways: {2} findings")
  @CsvSource({
    "300000,1000000,0",
    "3145728,10485760,1",
    "3145727,10485760,0",
    "1048576,1048576,1",
    "0,10485760,0"
  })
  void firesFromTheShareOnceTheVolumeIsThere(long gateway, long total, int findings) {
    assertThat(run(counts("a1", 0L, 0), counts("a1", gateway, total))).hasFindings(findings);
  }

  @Test
  void addsUpAllServers() {
    assertThat(
            tester()
                .after(List.of(before(counts("a1", 5L, 100), counts("b1", 0L, 0))))
                .run(now(counts("a1", 1_048_581L, 2_097_252), counts("b1", 1_048_576L, 2_097_152))))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasMessage(
            LABEL
                + ": 2.0 MiB of 4.0 MiB in 1d0h went over gateways (50.0 percent, reported from 30)")
        .hasObserved(50)
        .hasLimit(30)
        .hasEvidence("gateway_bytes", 2_097_152)
        .hasEvidence("total_bytes", 4_194_304)
        .hasEvidence("window", "1d0h")
        .hasEvidence("servers", 2);
  }

  @Test
  void oneSnapshotIsTooShort() {
    assertThat(tester().run(now(counts("a1", 3_145_728L, 10_485_760))))
        .findsNothing()
        .hasGap(LABEL, SkipReason.HISTORY_TOO_SHORT);
  }

  @Test
  void countersThatFellCountAsNothing() {
    assertThat(run(counts("a1", 3_145_728L, 10_485_760), counts("a1", 0L, 0))).passed();
  }

  @Test
  void theShareOfAServerIsAtMostAll() {
    assertThat(run(counts("a1", 0L, 0), counts("a1", 9_000_000L, 2_000_000)))
        .onlyFinding()
        .hasObserved(100)
        .hasEvidence("gateway_bytes", 2_000_000);
  }

  @Test
  void whatAServerCountedBeforeItsRestartCountsToo() {
    Snapshot first = at(24, counts("old", 0L, 0));
    Snapshot last = at(12, counts("old", 2_097_152L, 2_097_152));
    List<Snapshot> past = List.of(restarted(first), restarted(last));

    assertThat(tester().after(past).run(now(counts("a1", 7L, 7))))
        .onlyFinding()
        .hasEvidence("total_bytes", 2_097_152)
        .hasEvidence("servers", 2);
  }

  @Test
  void leavesOutServersThatDoNotTell() {
    assertThat(
            tester()
                .after(List.of(before(counts("a1", 0L, 0), counts("a2", null, 0))))
                .run(now(counts("a1", 1_048_576L, 2_097_152), counts("a2", null, 90_000_000))))
        .onlyFinding()
        .hasEvidence("servers", 1)
        .hasObserved(50);
  }

  @Test
  void cannotTellOfOlderReleases() {
    assertThat(run(counts("a1", null, 0), counts("a1", null, 10_485_760)))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_IN_RELEASE);
  }

  @Test
  void cannotTellWhileAServerDoesNot() {
    Snapshot now =
        DeploymentBuilder.from(now(counts("a1", 10_485_760L, 10_485_760)))
            .missing(Section.ACCSTATZ, "b2", Coverage.Status.TIMED_OUT)
            .snapshot();

    assertThat(tester().after(List.of(before(counts("a1", 0L, 0)))).run(now))
        .findsNothing()
        .hasGap(LABEL, SkipReason.TIMED_OUT);
  }

  @Test
  void followsItsParameters() {
    List<Snapshot> past = List.of(before(counts("a1", 0L, 0)));
    Snapshot now = now(counts("a1", 500L, 1_000));

    assertThat(
            tester()
                .with(HighGatewayTraffic.MIN_TOTAL_BYTES, 1_000L)
                .with(HighGatewayTraffic.WARN_PERCENT, 50.0)
                .after(past)
                .run(now))
        .hasFindings(1);
    assertThat(
            tester()
                .with(HighGatewayTraffic.MIN_TOTAL_BYTES, 1_000L)
                .with(HighGatewayTraffic.WARN_PERCENT, 50.1)
                .after(past)
                .run(now))
        .passed();
  }

  @Test
  void roundingDoesNotLiftAllAboveAll() {
    assertThat(run(counts("a1", 0L, 3), counts("a1", 360_287_970_189_647L, 360_287_970_189_650L)))
        .onlyFinding()
        .hasObserved(100);
  }

  @Property(tries = 100)
  void theShareIsNeverAboveAll(
      @ForAll @LongRange(min = 0) long gatewayBefore,
      @ForAll @LongRange(min = 0) long totalBefore,
      @ForAll @LongRange(min = 0) long gatewayNow,
      @ForAll @LongRange(min = 0) long totalNow) {
    run(counts("a1", gatewayBefore, totalBefore), counts("a1", gatewayNow, totalNow))
        .findings()
        .forEach(
            finding ->
                Assertions.assertThat(finding.evidence().get("percent"))
                    .isInstanceOfSatisfying(
                        Evidence.Measure.class,
                        percent -> Assertions.assertThat(percent.amount()).isBetween(30.0, 100.0)));
  }

  private CheckResult run(AccountStatistics before, AccountStatistics now) {
    return tester().after(List.of(before(before))).run(now(now));
  }

  private static Snapshot restarted(Snapshot snapshot) {
    return DeploymentBuilder.from(snapshot).server("a1", a1 -> a1.id("ID-old")).snapshot();
  }

  private static Snapshot before(AccountStatistics... counts) {
    return at(24, counts);
  }

  private static Snapshot now(AccountStatistics... counts) {
    return at(0, counts);
  }

  private static Snapshot at(int hoursAgo, AccountStatistics... counts) {
    return Deployments.healthy(Duration.ofHours(-hoursAgo))
        .add(Account.builder("WIDE").system(false).statistics(List.of(counts)).build())
        .snapshot();
  }

  /** Half of the traffic goes in each direction, but for an odd byte. */
  private static AccountStatistics counts(String server, @Nullable Long gateway, long total) {
    return AccountStatistics.builder(Deployments.idOf(server))
        .sent(new Traffic(1, total / 2, gateway == null ? null : gateway / 2))
        .received(new Traffic(1, total - total / 2, gateway == null ? null : gateway - gateway / 2))
        .build();
  }
}
