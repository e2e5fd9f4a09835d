// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FindingTrackerTest {

  private static final String MENDED = "ID-MENDED";

  private static final FakeCheck CHECK =
      new FakeCheck(
          FakeCheck.describe("ACME_001").requires(Section.VARZ).build(),
          context ->
              context
                  .over(context.current().servers(), Entity::of, Section.VARZ)
                  .judge(
                      (server, verdict) -> {
                        if (server.name().startsWith("odd")) {
                          throw new IllegalStateException("odd");
                        }
                        if (server.name().startsWith("unclear")) {
                          verdict.notEvaluable("a value is missing");
                        } else if (server.name().startsWith("bad") && !server.id().equals(MENDED)) {
                          verdict.finding().message("is bad");
                        }
                      }));

  private final Auditor auditor =
      Auditor.builder()
          .checks(List.of(CHECK))
          .config(AuditConfig.builder().window(Duration.ofHours(1)).maxFindings(3).build())
          .build();

  @AfterEach
  void close() {
    auditor.close();
  }

  @Test
  void aFindingIsNewThenOngoingThenResolved() throws Exception {
    AuditReport first = audit(0, "bad");
    assertThat(first.previousAt()).isNull();
    assertThat(first.findings()).extracting(AuditedFinding::state).containsExactly(State.NEW);

    AuditReport second = audit(1, "bad");
    assertThat(second.previousAt()).isEqualTo(Snapshots.START);
    assertThat(second.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.state()).isEqualTo(State.ONGOING);
              assertThat(finding.since()).isEqualTo(Snapshots.START);
            });
    assertThat(second.resolved()).isEmpty();

    AuditReport third = audit(2, "good");
    assertThat(third.findings()).isEmpty();
    assertThat(third.resolved())
        .extracting(AuditedFinding::state, AuditedFinding::since)
        .containsExactly(tuple(State.RESOLVED, Snapshots.START));

    AuditReport fourth = audit(3, "good");
    assertThat(fourth.resolved()).isEmpty();
    assertThat(audit(4, "bad").findings())
        .extracting(AuditedFinding::state)
        .containsExactly(State.NEW);
  }

  @Test
  void aSkippedCheckResolvesNothing() throws Exception {
    audit(0, "bad");
    AuditReport blind =
        auditor.audit(
            Snapshots.builder(1, "bad")
                .coverage(
                    Coverage.builder().section(Section.VARZ, Coverage.Status.REFUSED, "").build())
                .build());

    assertThat(blind.resolved()).isEmpty();
    assertThat(blind.unconfirmed())
        .extracting(AuditedFinding::state)
        .containsExactly(State.UNCONFIRMED);
    assertThat(audit(2, "bad").findings())
        .extracting(AuditedFinding::since)
        .containsExactly(Snapshots.START);
  }

  @Test
  void aBrokenCheckResolvesNothing() throws Exception {
    audit(0, "bad");
    AuditReport broken = audit(1, "odd");

    assertThat(broken.count(CheckResult.Status.ERRORED)).isOne();
    assertThat(broken.unconfirmed()).hasSize(1);
  }

  @Test
  void aServerThatFellSilentKeepsItsFindingUnconfirmed() throws Exception {
    audit(0, "bad", "good");
    AuditReport report =
        auditor.audit(
            gathered(1, "good")
                .silentServers(List.of(new SilentServer("bad", null, "hub", "timed out")))
                .build());

    assertThat(report.resolved()).isEmpty();
    assertThat(report.unconfirmed()).hasSize(1);
  }

  @Test
  void aServerThatCouldNotBeJudgedKeepsItsFindingUnconfirmed() throws Exception {
    audit(0, "bad1", "bad2", "good");
    AuditReport report =
        auditor.audit(
            gathered(1, "bad1", "good")
                .coverage(
                    Coverage.builder()
                        .gathered(Section.VARZ)
                        .server(Section.VARZ, "ID-bad1", Coverage.Status.TIMED_OUT, "2 s")
                        .build())
                .build());

    assertThat(report.findings()).hasSize(1);
    assertThat(report.resolved()).isEmpty();
    assertThat(report.unconfirmed())
        .extracting(each -> each.finding().entity().label())
        .containsExactly("server hub/bad2");
  }

  @Test
  void aServerThatWasLookedAtIsResolvedAlthoughAnotherWasNot() throws Exception {
    audit(0, "bad", "n1");
    AuditReport report =
        auditor.audit(
            gathered(1)
                .servers(
                    List.of(
                        Server.builder(MENDED, "bad").cluster("hub").build(),
                        Snapshots.server("unclear")))
                .build());

    assertThat(report.checks().get(0).result().notLookedAt()).isOne();
    assertThat(report.resolved()).hasSize(1);
    assertThat(report.unconfirmed()).isEmpty();
  }

  @Test
  void beyondTheBoundOfFindingsNothingIsResolved() throws Exception {
    audit(0, "bad5");
    AuditReport report = audit(1, "bad1", "bad2", "bad3", "bad4", "bad5");

    assertThat(report.findings()).hasSize(3);
    assertThat(report.resolved()).isEmpty();
    assertThat(report.unconfirmed()).hasSize(1);
  }

  @Test
  void whatNobodySawForAWholeWindowIsLetGo() throws Exception {
    audit(0, "bad");
    assertThat(audit(60, "odd").unconfirmed()).hasSize(1);
    assertThat(audit(61, "odd").unconfirmed()).isEmpty();
    assertThat(audit(62, "bad").findings())
        .extracting(AuditedFinding::state)
        .containsExactly(State.NEW);
  }

  private AuditReport audit(long minute, String... servers) throws InterruptedException {
    return auditor.audit(gathered(minute, servers).build());
  }

  private static Snapshot.Builder gathered(long minute, String... servers) {
    return Snapshots.builder(minute, servers)
        .coverage(Coverage.builder().gathered(Section.VARZ).build());
  }
}
