// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.CheckOverride;
import io.natschecks.core.config.EntityPattern;
import io.natschecks.core.config.Suppression;
import io.natschecks.core.report.Acceptance;
import io.natschecks.core.report.Acceptance.Origin;
import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import io.natschecks.core.report.Baseline;
import io.natschecks.core.report.Health;
import io.natschecks.core.report.SuppressionNotice;
import io.natschecks.core.store.FileHistoryStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings that somebody has decided to live with. Snapshots are taken from 2026-03-01T03:00Z. */
class AcceptedFindingsTest {

  private static final long DAY = 24 * 60;
  private static final FakeCheck BAD = FakeCheck.findingServers("ACME_001", "bad");
  private static final FakeCheck OLD = FakeCheck.findingServers("ACME_002", "old");

  @Test
  void aSuppressedFindingDoesNotCount() throws Exception {
    AuditReport report =
        audit(suppressing("ACME_001", "server=bad1", "2026-12-31"), Snapshots.at(0, "bad1"));

    assertThat(report.findings()).isEmpty();
    assertThat(report.findingCount()).isZero();
    assertThat(report.health()).isEqualTo(Health.HEALTHY);
    assertThat(report.checks().get(0).result().status()).isEqualTo(Status.PASSED);
    assertThat(report.accepted().count()).isEqualTo(1);
    assertThat(report.suppressed())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.finding().finding().key()).isEqualTo("ACME_001 server/hub/bad1");
              assertThat(each.by())
                  .isEqualTo(
                      new Acceptance(
                          Origin.CONFIGURATION,
                          "ACME_001 server=bad1",
                          "for the test",
                          LocalDate.parse("2026-12-31")));
            });
  }

  @Test
  void othersCount() throws Exception {
    AuditReport report =
        audit(
            suppressing("ACME_001", "server=bad1", "2026-12-31"),
            Snapshots.at(0, "bad1", "bad2", "old"));

    assertThat(keys(report.findings()))
        .containsExactly("ACME_001 server/hub/bad2", "ACME_002 server/hub/old");
    assertThat(report.health()).isEqualTo(Health.WARNING);
  }

  @Test
  void aFamilyIsSuppressedWithoutAPattern() throws Exception {
    AuditReport report =
        audit(
            config(new Suppression("ACME", EntityPattern.ANY, "all", LocalDate.of(2026, 12, 31))),
            Snapshots.at(0, "bad", "old"));

    assertThat(report.findings()).isEmpty();
    assertThat(report.suppressed()).extracting(each -> each.by().rule()).containsOnly("ACME");
  }

  @Test
  void theBoundOfFindingsIsNotSpentOnAcceptedOnes() throws Exception {
    AuditConfig config =
        suppressing("ACME_001", "server=bad-a*", "2026-12-31").toBuilder().maxFindings(2).build();
    AuditReport report =
        audit(config, Snapshots.at(0, "bad-a1", "bad-a2", "bad-a3", "bad-b1", "bad-b2", "bad-b3"));

    assertThat(keys(report.findings()))
        .containsExactly("ACME_001 server/hub/bad-b1", "ACME_001 server/hub/bad-b2");
    assertThat(report.findingCount()).isEqualTo(3);
    assertThat(report.suppressed()).hasSize(2);
    assertThat(report.accepted().count()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28, false, EXPIRED",
    "2026-03-01, true, EXPIRES_SOON",
    "2026-03-07, true, EXPIRES_SOON",
    "2026-03-08, true, ",
  })
  void holdsThroughItsLastDayAndSpeaksUp(
      String until, boolean holds, SuppressionNotice.State notice) throws Exception {
    AuditReport report =
        audit(suppressing("ACME_001", "server=bad", until), Snapshots.at(0, "bad"));

    assertThat(report.findings()).hasSize(holds ? 0 : 1);
    assertThat(report.accepted().notices())
        .extracting(SuppressionNotice::state)
        .isEqualTo(notice == null ? List.of() : List.of(notice));
    assertThat(report.accepted().notices())
        .allSatisfy(
            each -> {
              assertThat(each.until()).isEqualTo(until);
              assertThat(each.reason()).isEqualTo("for the test");
            });
  }

  @Test
  void anAcceptedFindingIsFollowedAndIsNewWhenItCountsAgain() throws Exception {
    try (Auditor auditor = auditor(suppressing("ACME_001", "server=bad", "2026-03-01"))) {
      auditor.audit(Snapshots.at(0, "bad"));
      AuditReport ongoing = auditor.audit(Snapshots.at(1, "bad"));
      assertThat(ongoing.suppressed())
          .extracting(each -> each.finding().state())
          .containsExactly(State.ONGOING);

      AuditReport expired = auditor.audit(Snapshots.at(DAY, "bad"));
      assertThat(expired.suppressed()).isEmpty();
      assertThat(expired.findings())
          .extracting(AuditedFinding::state, AuditedFinding::since)
          .containsExactly(tuple(State.NEW, Snapshots.START));
      assertThat(auditor.audit(Snapshots.at(DAY + 1, "bad")).findings())
          .extracting(AuditedFinding::state)
          .containsExactly(State.ONGOING);
    }
  }

  @Test
  void anAcceptedFindingThatGoesAwayIsNoNews() throws Exception {
    try (Auditor auditor = auditor(suppressing("ACME_001", "server=bad", "2026-12-31"))) {
      auditor.audit(Snapshots.at(0, "bad"));
      AuditReport gone = auditor.audit(Snapshots.at(1, "good"));

      assertThat(gone.resolved()).isEmpty();
      assertThat(gone.suppressed()).isEmpty();
      assertThat(auditor.audit(Snapshots.at(2, "bad")).suppressed())
          .extracting(each -> each.finding().since())
          .containsExactly(Snapshots.START.plusSeconds(120));
    }
  }

  @Test
  void isKeptOverARestart(@TempDir Path folder) throws Exception {
    AuditConfig config = suppressing("ACME_001", "server=bad", "2026-12-31");
    FileHistoryStore store = FileHistoryStore.of(folder.resolve("history"));
    try (Auditor before = builder(config).history(store).build()) {
      before.audit(Snapshots.at(0, "bad"));
    }
    try (Auditor after = builder(config).history(store).build()) {
      assertThat(after.audit(Snapshots.at(1, "good")).resolved()).isEmpty();
    }
  }

  @Test
  void whatNobodyCanSeeAnyMoreStaysAccepted() throws Exception {
    FakeCheck check =
        new FakeCheck(
            FakeCheck.describe("ACME_001").requires(Section.VARZ).build(),
            FakeCheck.findingServers("bad"));
    try (Auditor auditor =
        Auditor.builder()
            .checks(List.of(check))
            .config(suppressing("ACME_001", "server=bad", "2026-03-01"))
            .build()) {
      Snapshot seen =
          Snapshots.builder(0, "bad")
              .coverage(Coverage.builder().gathered(Section.VARZ).build())
              .build();
      assertThat(auditor.audit(seen).suppressed()).hasSize(1);
      assertThat(auditor.audit(Snapshots.at(1, "bad")).unconfirmed()).isEmpty();
      assertThat(auditor.audit(Snapshots.at(DAY - 180, "bad")).unconfirmed()).hasSize(1);
    }
  }

  @Test
  void oneThatMatchesNothingIsUnused() throws Exception {
    AuditReport report =
        audit(suppressing("ACME_001", "server=other", "2026-12-31"), Snapshots.at(0, "bad"));

    assertThat(report.accepted().notices())
        .extracting(SuppressionNotice::state, SuppressionNotice::rule)
        .containsExactly(tuple(SuppressionNotice.State.UNUSED, "ACME_001 server=other"));
  }

  @Test
  void nothingIsUnusedIfItsCheckCouldNotLook() throws Exception {
    AuditConfig config =
        suppressing("ACME_001", "server=other", "2026-12-31").toBuilder()
            .disable("ACME_001")
            .build();

    assertThat(audit(config, Snapshots.at(0, "bad")).accepted().notices()).isEmpty();
  }

  @Test
  void holdsForEntitiesWithValuesOfTheirOwnToo() throws Exception {
    AuditConfig config =
        suppressing("ACME_001", "server=bad1", "2026-12-31").toBuilder()
            .override(
                "ACME_001",
                new CheckOverride(EntityPattern.parse("server=bad*"), Severity.CRITICAL, Map.of()))
            .build();
    AuditReport report = audit(config, Snapshots.at(0, "bad1", "bad2"));

    assertThat(keys(report.findings())).containsExactly("ACME_001 server/hub/bad2");
    assertThat(report.findings().get(0).finding().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(report.suppressed()).hasSize(1);
  }

  @Test
  void aBaselineFreezesWhatIsThere() throws Exception {
    Baseline baseline = Baseline.of(audit(AuditConfig.DEFAULT, Snapshots.at(0, "bad1")));
    try (Auditor auditor = builder(AuditConfig.DEFAULT).baseline(baseline).build()) {
      AuditReport report = auditor.audit(Snapshots.at(1, "bad1", "bad2"));

      assertThat(keys(report.findings())).containsExactly("ACME_001 server/hub/bad2");
      assertThat(report.suppressed()).isEmpty();
      assertThat(report.accepted().findings())
          .extracting(AcceptedFinding::by)
          .containsExactly(baseline.acceptance());
      assertThat(Baseline.of(report).findings())
          .containsOnlyKeys("ACME_001 server/hub/bad1", "ACME_001 server/hub/bad2");
    }
  }

  @Test
  void whatIsMoreSevereThanInTheBaselineCounts() throws Exception {
    Baseline baseline = Baseline.of(audit(AuditConfig.DEFAULT, Snapshots.at(0, "bad")));
    AuditConfig worse = AuditConfig.builder().severity("ACME_001", Severity.CRITICAL).build();
    AuditConfig better = AuditConfig.builder().severity("ACME_001", Severity.INFO).build();
    try (Auditor now = builder(worse).baseline(baseline).build();
        Auditor later = builder(better).baseline(baseline).build()) {
      assertThat(now.audit(Snapshots.at(1, "bad")).findings()).hasSize(1);
      assertThat(later.audit(Snapshots.at(1, "bad")).findings()).isEmpty();
    }
  }

  @Test
  void suppressedFindingsAreNotFrozen() throws Exception {
    AuditReport report =
        audit(suppressing("ACME_001", "server=bad", "2026-12-31"), Snapshots.at(0, "bad"));

    assertThat(Baseline.of(report).findings()).isEmpty();
  }

  @Test
  void anAcceptedFindingIsTheCauseOfNothing() throws Exception {
    FakeCheck cause = FakeCheck.findingServers("ACME_003", "bad");
    FakeCheck effect =
        new FakeCheck(
            FakeCheck.describe("ACME_004")
                .kind(Kind.OPERATIONAL)
                .causedBy("ACME_003", io.natschecks.api.EntityType.SERVER)
                .build(),
            FakeCheck.findingServers("bad"));
    AuditConfig config = suppressing("ACME_003", "server=bad", "2026-12-31");
    try (Auditor auditor =
        Auditor.builder().checks(List.of(cause, effect)).config(config).build()) {
      assertThat(auditor.audit(Snapshots.at(0, "bad")).findings())
          .singleElement()
          .satisfies(each -> assertThat(each.isConsequence()).isFalse());
    }
  }

  private static List<String> keys(List<AuditedFinding> findings) {
    return findings.stream().map(each -> each.finding().key()).toList();
  }

  private static AuditConfig suppressing(String code, String match, String until) {
    return config(
        new Suppression(code, EntityPattern.parse(match), "for the test", LocalDate.parse(until)));
  }

  private static AuditConfig config(Suppression suppression) {
    return AuditConfig.builder().suppress(suppression).build();
  }

  private static AuditReport audit(AuditConfig config, Snapshot snapshot) throws Exception {
    try (Auditor auditor = auditor(config)) {
      return auditor.audit(snapshot);
    }
  }

  private static Auditor auditor(AuditConfig config) {
    return builder(config).build();
  }

  private static Auditor.Builder builder(AuditConfig config) {
    return Auditor.builder().checks(List.of(BAD, OLD)).config(config);
  }
}
