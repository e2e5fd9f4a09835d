// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.Check;
import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditorTest {

  private static final Track<Server> NAME_LENGTH =
      Track.of(
          Tracked.of("test name", Snapshot::servers, Server::name),
          "test.name.length",
          server -> server.name().length());

  @Test
  void plansWhatItsEnabledChecksRequireAndUse() {
    Check one =
        new FakeCheck(
            FakeCheck.describe("ACME_001").requires(Section.VARZ).uses(Section.JSZ).build(), null);
    Check off = new FakeCheck(FakeCheck.describe("ACME_002").requires(Section.CONNZ).build(), null);

    try (Auditor auditor =
        Auditor.builder()
            .checks(List.of(one, off))
            .config(AuditConfig.builder().disable("ACME_002").build())
            .deadline(Duration.ofSeconds(5))
            .build()) {
      assertThat(auditor.plan())
          .isEqualTo(
              new SnapshotPlan(java.util.Set.of(Section.VARZ, Section.JSZ), Duration.ofSeconds(5)));
    }
  }

  @Test
  void takesTheSnapshotByItsPlan() throws Exception {
    AtomicReference<SnapshotPlan> asked = new AtomicReference<>();
    try (Auditor auditor = auditor(FakeCheck.passing("ACME_001"))) {
      AuditReport report =
          auditor.audit(
              plan -> {
                asked.set(plan);
                return Snapshots.at(0, "n1");
              });

      assertThat(asked.get()).isSameAs(auditor.plan());
      assertThat(report.takenAt()).isEqualTo(Snapshots.START);
      assertThat(report.source()).isEqualTo("nats://demo:4222");
      assertThat(report.servers()).containsExactly(new Entity.Server("hub", "n1", "ID-n1"));
    }
  }

  @Test
  void aSnapshotThatCannotBeTakenLeavesThePastAlone() throws Exception {
    try (Auditor auditor = auditor(FakeCheck.findingServers("ACME_001", "bad"))) {
      auditor.audit(Snapshots.at(0, "bad"));
      assertThatThrownBy(
              () ->
                  auditor.audit(
                      plan -> {
                        throw new SnapshotException("no server answered");
                      }))
          .isInstanceOf(SnapshotException.class);

      AuditReport next = auditor.audit(Snapshots.at(2, "bad"));
      assertThat(next.previousAt()).isEqualTo(Snapshots.START);
    }
  }

  @Test
  void isolatesChecksThatThrow() throws Exception {
    AuditReport report =
        audit(
            Snapshots.at(0, "n1"),
            FakeCheck.of(
                "ACME_001",
                context -> {
                  throw new IllegalStateException("one\ntwo\u001b[2J" + "x".repeat(10_000));
                }),
            FakeCheck.of("ACME_002", context -> recurse(0)),
            FakeCheck.of(
                "ACME_003",
                context -> {
                  throw new NoClassDefFoundError("org/acme/Lib");
                }),
            FakeCheck.of("ACME_004", context -> null),
            FakeCheck.passing("ACME_005"));

    assertThat(report.checks())
        .extracting(each -> each.result().status())
        .containsExactly(
            Status.ERRORED, Status.ERRORED, Status.ERRORED, Status.ERRORED, Status.PASSED);
    assertThat(detail(report, 0))
        .startsWith("java.lang.IllegalStateException: one\\ntwo\\u001b[2Jxxx")
        .hasSizeLessThan(600);
    assertThat(detail(report, 1)).isEqualTo("java.lang.StackOverflowError");
    assertThat(detail(report, 2)).isEqualTo("java.lang.NoClassDefFoundError: org/acme/Lib");
    assertThat(detail(report, 3)).isEqualTo("it answered null");
  }

  @Test
  void doesNotHideThatTheMachineIsBroken() {
    Check check =
        FakeCheck.of(
            "ACME_001",
            context -> {
              throw new OutOfMemoryError("for the test");
            });

    assertThatThrownBy(() -> audit(Snapshots.at(0, "n1"), check))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void refusesAFindingOfAnotherCode() throws Exception {
    Finding foreign =
        new Finding(
            "ACME_002",
            Severity.CRITICAL,
            new Entity.Deployment(),
            "",
            "system: odd",
            Evidence.NONE);
    AuditReport report =
        audit(
            Snapshots.at(0, "n1"),
            FakeCheck.of("ACME_001", context -> CheckResult.builder(1).finding(foreign).build()));

    assertThat(report.findings()).isEmpty();
    assertThat(detail(report, 0)).isEqualTo("it answered a finding of ACME_002");
  }

  @Test
  void boundsFindingsAndCountsAll() throws Exception {
    String[] names = IntStream.range(0, 50).mapToObj(i -> "bad" + i).toArray(String[]::new);
    try (Auditor auditor =
        Auditor.builder()
            .checks(List.of(FakeCheck.findingServers("ACME_001", "bad")))
            .config(AuditConfig.builder().maxFindings(7).build())
            .build()) {
      AuditReport report = auditor.audit(Snapshots.at(0, names));

      assertThat(report.findings()).hasSize(7);
      assertThat(report.findingCount()).isEqualTo(50);
    }
  }

  @Test
  void boundsAResultThatACheckBuiltByHand() throws Exception {
    List<Finding> findings =
        IntStream.range(0, 1_500)
            .mapToObj(
                i ->
                    new Finding(
                        "ACME_001",
                        Severity.INFO,
                        new Entity.Cluster("c" + i),
                        "",
                        "odd",
                        Evidence.NONE))
            .toList();
    AuditReport report =
        audit(
            Snapshots.at(0, "n1"),
            FakeCheck.of(
                "ACME_001",
                context ->
                    new CheckResult(
                        Status.FAILED, findings, 1_500, List.of(), 1_500, List.of(), 0, null, "")));

    assertThat(report.findings()).hasSize(1_000);
    assertThat(report.findingCount()).isEqualTo(1_500);
  }

  @Test
  void skipsWhatCannotBeEvaluatedWithoutCallingIt() throws Exception {
    Snapshot snapshot =
        Snapshots.builder(0, "n1")
            .coverage(
                Coverage.builder()
                    .section(Section.JSZ, Coverage.Status.REFUSED, "no permission")
                    .build())
            .build();
    AuditReport report =
        audit(
            snapshot,
            new FakeCheck(FakeCheck.describe("ACME_001").requires(Section.JSZ).build(), null),
            new FakeCheck(FakeCheck.describe("ACME_002").needsPrevious().build(), null));

    assertThat(report.checks())
        .extracting(each -> each.result().skipReason())
        .containsExactly(SkipReason.REFUSED, SkipReason.NO_PREVIOUS_SNAPSHOT);
    assertThat(detail(report, 0)).contains("no permission");
    assertThat(report.health()).isEqualTo(Health.UNKNOWN);
  }

  @Test
  void listsDisabledChecksAsSkipped() throws Exception {
    try (Auditor auditor =
        Auditor.builder()
            .checks(List.of(FakeCheck.passing("ACME_001"), FakeCheck.passing("ACME_002")))
            .config(AuditConfig.builder().skip("ACME_001").build())
            .build()) {
      assertThat(auditor.audit(Snapshots.at(0, "n1")).checks())
          .extracting(each -> each.result().skipReason())
          .containsExactly(SkipReason.DISABLED, null);
    }
  }

  @Test
  void givesChecksTheirParametersAndSeverity() throws Exception {
    Parameter<Long> most =
        Parameter.count("most", "servers").describedAs("How many").defaultValue(5L);
    FakeCheck check =
        new FakeCheck(
            FakeCheck.describe("ACME_001").parameters(most).build(),
            context -> {
              assertThat(context.value(most)).isEqualTo(7);
              return FakeCheck.findingServers("bad").apply(context);
            });
    try (Auditor auditor =
        Auditor.builder()
            .checks(List.of(check))
            .config(
                AuditConfig.builder()
                    .parameter("ACME_001", "most", 7)
                    .severity("ACME_001", Severity.CRITICAL)
                    .build())
            .build()) {
      AuditReport report = auditor.audit(Snapshots.at(0, "bad"));

      assertThat(detail(report, 0)).isEmpty();
      assertThat(report.health()).isEqualTo(Health.CRITICAL);
    }
  }

  @Test
  void refusesAConfigurationThatDoesNotFitItsChecks() {
    AuditConfig config = AuditConfig.builder().disable("ACME_01").build();

    assertThatThrownBy(
            () ->
                Auditor.builder()
                    .checks(List.of(FakeCheck.passing("ACME_001")))
                    .config(config)
                    .build())
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void givesThePreviousSnapshotUnlessTheClockWasSetBack() throws Exception {
    List<Snapshot> seen = new ArrayList<>();
    FakeCheck check =
        new FakeCheck(
            FakeCheck.describe("ACME_001").needsPrevious().build(),
            context -> {
              seen.add(context.previous());
              return CheckResult.builder(1).lookedAt().build();
            });
    Snapshot first = Snapshots.at(0, "n1");
    try (Auditor auditor = auditor(check)) {
      auditor.audit(first);
      auditor.audit(Snapshots.at(5, "n1"));
      assertThat(seen).containsExactly(first);

      Snapshot back = Snapshots.at(3, "n1");
      CheckOutcome afterJump = auditor.audit(back).checks().get(0);
      assertThat(afterJump.result().skipReason()).isEqualTo(SkipReason.NO_PREVIOUS_SNAPSHOT);
      auditor.audit(Snapshots.at(4, "n1"));
      assertThat(seen).containsExactly(first, back);
    }
  }

  @Test
  void followsTheTracksOfItsChecks() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    FakeCheck check =
        new FakeCheck(
            FakeCheck.describe("ACME_001").follows(NAME_LENGTH).build(),
            context -> {
              Series series = context.series(NAME_LENGTH, context.current().servers().get(0));
              sizes.add(series.size());
              assertThat(series.valueAt(series.size() - 1)).isEqualTo(2);
              assertThat(series.timeAt(series.size() - 1)).isEqualTo(context.now());
              return CheckResult.builder(1).lookedAt().build();
            });
    try (Auditor auditor = auditor(check)) {
      for (int minute = 0; minute < 3; minute++) {
        assertThat(auditor.audit(Snapshots.at(minute, "n1")).count(Status.PASSED)).isOne();
      }
    }
    assertThat(sizes).containsExactly(1, 2, 3);
  }

  @Test
  void aTrackThatCannotBeReadBreaksOnlyTheChecksThatFollowIt() throws Exception {
    Track<Server> broken =
        Track.of(
            Tracked.SERVERS,
            "test.broken",
            server -> {
              throw new IllegalStateException("no such field");
            });
    AuditReport report =
        audit(
            Snapshots.at(0, "n1"),
            new FakeCheck(FakeCheck.describe("ACME_001").follows(broken).build(), null),
            FakeCheck.passing("ACME_002"));

    assertThat(detail(report, 0))
        .isEqualTo("cannot read test.broken: java.lang.IllegalStateException: no such field");
    assertThat(report.checks().get(1).judged()).isTrue();
  }

  @Test
  void resultsDoNotDependOnHowManyRunSideBySide() throws Exception {
    List<Check> checks =
        IntStream.rangeClosed(1, 60)
            .<Check>mapToObj(
                i ->
                    i % 7 == 0
                        ? FakeCheck.of(
                            "ACME_%03d".formatted(i),
                            context -> {
                              throw new IllegalStateException("always");
                            })
                        : FakeCheck.findingServers("ACME_%03d".formatted(i), "n" + i % 5))
            .toList();
    Snapshot snapshot = Snapshots.at(0, "n0", "n1", "n2", "n3", "n4");
    List<AuditReport> reports = new ArrayList<>();
    for (int parallelism : new int[] {1, 2, 16}) {
      try (Auditor auditor = Auditor.builder().checks(checks).parallelism(parallelism).build()) {
        reports.add(auditor.audit(snapshot));
      }
    }
    try (Auditor auditor = Auditor.builder().checks(checks).executor(Runnable::run).build()) {
      reports.add(auditor.audit(snapshot));
    }

    assertThat(reports.get(0).findings()).hasSize(52);
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.findings()).isEqualTo(reports.get(0).findings());
              assertThat(report.checks())
                  .extracting(CheckOutcome::result)
                  .isEqualTo(reports.get(0).checks().stream().map(CheckOutcome::result).toList());
            });
  }

  @Test
  void aClosedAuditorSaysSo() {
    Auditor auditor = auditor(FakeCheck.passing("ACME_001"));
    auditor.close();

    assertThatThrownBy(() -> auditor.audit(Snapshots.at(0, "n1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the auditor is closed");
  }

  @Test
  void optimizationsDoNotChangeTheHealth() throws Exception {
    FakeCheck optimization =
        new FakeCheck(
            FakeCheck.describe("ACME_001")
                .kind(Kind.OPTIMIZATION)
                .severity(Severity.CRITICAL)
                .build(),
            FakeCheck.findingServers("bad"));

    assertThat(audit(Snapshots.at(0, "bad"), optimization).health()).isEqualTo(Health.UNKNOWN);
    assertThat(audit(Snapshots.at(0, "bad"), optimization, FakeCheck.passing("ACME_002")).health())
        .isEqualTo(Health.HEALTHY);
    assertThat(
            audit(Snapshots.at(0, "bad"), optimization, FakeCheck.findingServers("ACME_002", "bad"))
                .health())
        .isEqualTo(Health.WARNING);
  }

  private static CheckResult recurse(int depth) {
    return depth < 0 ? null : recurse(depth + 1);
  }

  private static String detail(AuditReport report, int index) {
    return report.checks().get(index).result().detail();
  }

  private static Auditor auditor(Check... checks) {
    return Auditor.builder().checks(List.of(checks)).build();
  }

  private static AuditReport audit(Snapshot snapshot, Check... checks) throws InterruptedException {
    try (Auditor auditor = auditor(checks)) {
      return auditor.audit(snapshot);
    }
  }

  @Test
  void comparesWithWhatItWasToldToRememberAndDoesNotAuditThat() throws Exception {
    List<Snapshot> seen = new ArrayList<>();
    FakeCheck check =
        new FakeCheck(
            FakeCheck.describe("ACME_001").needsPrevious().build(),
            context -> {
              seen.add(context.previous());
              return FakeCheck.findingServers("bad").apply(context);
            });
    Snapshot first = Snapshots.at(0, "bad1", "bad2");
    try (Auditor auditor = auditor(check)) {
      auditor.remember(first);
      AuditReport report = auditor.audit(Snapshots.at(5, "bad1"));

      assertThat(seen).containsExactly(first);
      assertThat(report.previousAt()).isNull();
      assertThat(report.findings())
          .extracting(AuditedFinding::state)
          .containsExactly(AuditedFinding.State.NEW);
      assertThat(report.resolved()).isEmpty();
    }
  }
}
