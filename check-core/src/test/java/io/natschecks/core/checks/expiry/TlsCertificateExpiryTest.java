// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.expiry;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.TlsCertificate;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsCertificateExpiryTest extends CheckContract {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Override
  protected TlsCertificateExpiry check() {
    return new TlsCertificateExpiry();
  }

  @Test
  void staysSilentWithThirtyDaysLeft() {
    assertThat(run(client(Duration.ofDays(30)))).passed();
  }

  @Test
  void warnsWithLessThanThirtyDaysLeft() {
    assertThat(run(client(Duration.ofDays(30).minus(SECOND))))
        .onlyFinding()
        .hasSeverity(Severity.WARNING);
    assertThat(run(client(Duration.ofDays(7)))).onlyFinding().hasSeverity(Severity.WARNING);
  }

  @Test
  void isCriticalWithLessThanSevenDaysLeft() {
    assertThat(run(client(Duration.ofDays(7).minus(SECOND))))
        .onlyFinding()
        .hasMessage(
            "server A/a1: certificate of the client listener expires in 6d23h"
                + " (critical below 7 days)")
        .hasSeverity(Severity.CRITICAL)
        .hasEvidence("crit_days", 7)
        .hasEvidence("listener", "client")
        .hasEvidence("expires", "2026-02-08T11:59:59Z");
  }

  @Test
  void isCriticalWhenExpired() {
    assertThat(run(client(Duration.ofDays(-2))))
        .onlyFinding()
        .hasMessage(
            "server A/a1: certificate of the client listener expired 2d0h ago"
                + " (critical below 7 days)")
        .hasObserved(-2)
        .hasSeverity(Severity.CRITICAL);
  }

  @Test
  void reportsTheEarliestAndShowsAll() {
    assertThat(
            run(
                client(Duration.ofDays(90)),
                certificate("cluster", Duration.ofDays(20)),
                certificate("gateway", Duration.ofDays(25))))
        .onlyFinding()
        .hasMessage(
            "server A/a1: certificate of the cluster listener expires in 20d0h"
                + " (reported below 30 days)")
        .hasObserved(20)
        .hasLimit(30)
        .hasEvidence(
            "certificates",
            "client 2026-05-02T12:00:00Z, cluster 2026-02-21T12:00:00Z,"
                + " gateway 2026-02-26T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.9.10", "2.10.27", "2.11.11", "2.12.0", "2.12.3", ""})
  void doesNotLookAtReleasesThatShowNone(String version) {
    assertThat(without(version, false)).passed().hasGap("server A/a1", SkipReason.NOT_IN_RELEASE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.11.12", "2.11.17", "2.12.4", "2.14.0", "2.15.1"})
  void doesNotSpeakOfServersWithoutTls(String version) {
    assertThat(without(version, false)).passed().lookedAt(6).notLookedAt(0);
  }

  @Test
  void cannotJudgeAServerThatHidesTheCertificateOfItsClients() {
    assertThat(without("2.15.1", true)).passed().hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
    assertThat(run(certificate("cluster", Duration.ofDays(90))))
        .passed()
        .hasGap("server A/a1", SkipReason.NOT_EVALUABLE);
    assertThat(run(certificate("cluster", Duration.ofDays(3)))).hasFindings(1);
  }

  @Test
  void judgesWhatIsShownWhateverTheRelease() {
    assertThat(
            tester()
                .run(
                    Deployments.healthy()
                        .server("a1", all -> all.version(ServerVersion.parse("2.12.4-RC.1")))
                        .config("a1", all -> all.certificates(List.of(client(Duration.ofDays(1)))))
                        .snapshot()))
        .hasFindings(1);
  }

  @Test
  void survivesTheEndsOfTime() {
    assertThat(run(new TlsCertificate("client", Instant.MIN))).hasFindings(1);
    assertThat(run(new TlsCertificate("client", Instant.MAX))).passed();
  }

  @Test
  void followsItsParameters() {
    assertThat(
            tester()
                .with(Expiry.WARN_DAYS, 400.0)
                .with(Expiry.CRIT_DAYS, 366.0)
                .run(Deployments.healthy().snapshot()))
        .hasFindings(7)
        .finding("server A/a1")
        .hasSeverity(Severity.CRITICAL);
  }

  @Test
  void foreseesWithoutAnyHistoryThatTheEarliestWillBeReported() {
    assertThat(run(client(Duration.ofDays(90)), certificate("cluster", Duration.ofDays(31))))
        .passed()
        .onlyForecast()
        .isAbout("server A/a1")
        .firesIn(Duration.ofDays(1))
        .hasMessage(
            "server A/a1: certificate of the cluster listener expires at 2026-03-04T12:00:00Z,"
                + " reported below 30 days");
  }

  @Test
  void foreseesNothingThatIsFarAway() {
    assertThat(run(client(Duration.ofDays(38)))).hasForecasts(0);
  }

  private CheckResult run(TlsCertificate... certificates) {
    return tester()
        .run(
            Deployments.healthy()
                .config("a1", all -> all.certificates(List.of(certificates)))
                .snapshot());
  }

  private CheckResult without(String version, boolean tlsRequired) {
    return tester()
        .run(
            Deployments.healthy()
                .server("a1", all -> all.version(ServerVersion.parse(version)))
                .config("a1", all -> all.certificates(List.of()).tlsRequired(tlsRequired))
                .snapshot());
  }

  private static TlsCertificate client(Duration left) {
    return certificate("client", left);
  }

  private static TlsCertificate certificate(String listener, Duration left) {
    return new TlsCertificate(listener, Deployments.NOW.plus(left));
  }
}
