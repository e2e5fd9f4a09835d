// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.Category;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Evidence;
import io.natschecks.api.Evidence.Role;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Seen;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.core.registry.LoadProblem;
import io.natschecks.core.report.Acceptance;
import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AcceptedFindings;
import io.natschecks.core.report.AuditHistory;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Overview;
import io.natschecks.core.report.SuppressionNotice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reports with everything, with nothing wrong, and with nothing at all in them. */
final class SampleReports {

  static final Instant NOW = Instant.parse("2026-03-01T03:14:07.5Z");

  private static final CheckDescriptor CRASH =
      check("SERVER_018", "Server crash loop", Kind.OPERATIONAL, Severity.CRITICAL);
  private static final CheckDescriptor OFFLINE =
      check("CONSUMER_001", "Offline consumer replicas", Kind.OPERATIONAL, Severity.WARNING);
  private static final CheckDescriptor IDLE =
      check("OPT_IDLE_001", "Inactive stream", Kind.OPTIMIZATION, Severity.INFO);

  private SampleReports() {}

  private static CheckDescriptor check(String code, String title, Kind kind, Severity severity) {
    return CheckDescriptor.of(code, title)
        .kind(kind)
        .severity(severity)
        .category(Category.HEALTH)
        .entity(EntityType.SERVER)
        .remediation("Mend it; ask @nobody about #1, or see <b>the manual</b>.")
        .runbook(Runbook.why("It matters.").build())
        .since("0.1")
        .build();
  }

  /** A cause with two consequences, an optimization, and much that was not seen. */
  static AuditReport full() {
    return named("ORDERS", "connection refused");
  }

  /** As {@link #full}, with what tenants and servers chose. */
  static AuditReport named(String name, String text) {
    List<Finding> offline = List.of(offline(name, "a"), offline(name, "b"));
    List<AuditedFinding> findings = new ArrayList<>();
    AuditedFinding crash = audited(crash(name), CRASH, State.ONGOING, 905);
    findings.add(crash);
    offline.forEach(
        each ->
            findings.add(
                audited(each, OFFLINE, State.NEW, 0).withCauses(List.of(crash.finding().key()))));
    findings.add(audited(idle(name), IDLE, State.ONGOING, 3 * 86_400));
    return report(
        text,
        findings,
        List.of(audited(offline(name, "gone"), OFFLINE, State.RESOLVED, 60)),
        List.of(audited(offline(name, "hidden"), OFFLINE, State.UNCONFIRMED, 60)),
        List.of(
            outcome(CRASH, failed(List.of(crash(name)), List.of())),
            outcome(OFFLINE, failed(offline, List.of(new Gap(name, SkipReason.TIMED_OUT, text)))),
            outcome(IDLE, failed(List.of(idle(name)), List.of())),
            passed("SERVER_001", name),
            skipped("META_001", SkipReason.REFUSED, text),
            skipped("META_002", SkipReason.DISABLED, ""),
            outcome(
                check("ACME_009", "Broken check", Kind.OPERATIONAL, Severity.INFO),
                CheckResult.errored("java.lang.IllegalStateException: " + text))),
        List.of(new SilentServer(name, null, null, text)),
        List.of(new LoadProblem("org.acme.Broken", text)));
  }

  /** Everything was seen, and nothing is wrong. */
  static AuditReport healthy() {
    return report(
        "fine",
        List.of(),
        List.of(),
        List.of(),
        List.of(outcome(CRASH, CheckResult.builder(1).lookedAt().build())),
        List.of(),
        List.of());
  }

  /** As many findings of one check as given, all with the same message. */
  static AuditReport many(int count, Severity severity, String message) {
    CheckDescriptor check = check("ACME_001", "Many findings", Kind.OPERATIONAL, severity);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(
          new Finding(
              "ACME_001", severity, new Entity.Cluster("C" + i), "", message, Evidence.NONE));
    }
    return report(
        "fine",
        findings.stream().map(each -> audited(each, check, State.NEW, 0)).toList(),
        List.of(),
        List.of(),
        List.of(outcome(check, failed(findings, List.of()))),
        List.of(),
        List.of());
  }

  /** One finding of each of as many checks as given, all with the same message. */
  static AuditReport ofChecks(int count, String message) {
    List<AuditedFinding> findings = new ArrayList<>();
    List<CheckOutcome> outcomes = new ArrayList<>();
    for (int i = 100; i < 100 + count; i++) {
      CheckDescriptor check = check("ACME_" + i, "One finding", Kind.OPERATIONAL, Severity.WARNING);
      Finding finding =
          new Finding(
              check.code(), Severity.WARNING, new Entity.Cluster("C"), "", message, Evidence.NONE);
      findings.add(audited(finding, check, State.NEW, 0));
      outcomes.add(outcome(check, failed(List.of(finding), List.of())));
    }
    return report("fine", findings, List.of(), List.of(), outcomes, List.of(), List.of());
  }

  /** No check judged anything. */
  static AuditReport blind() {
    return report(
        "fine",
        List.of(),
        List.of(),
        List.of(),
        List.of(skipped("META_001", SkipReason.REFUSED, "no permission")),
        List.of(),
        List.of());
  }

  private static AuditReport report(
      String source,
      List<AuditedFinding> findings,
      List<AuditedFinding> resolved,
      List<AuditedFinding> unconfirmed,
      List<CheckOutcome> checks,
      List<SilentServer> silent,
      List<LoadProblem> problems) {
    return new AuditReport(
        NOW,
        source,
        Duration.ofMillis(1_200),
        Duration.ofMillis(34),
        NOW.minusSeconds(60),
        findings,
        resolved,
        unconfirmed,
        checks,
        Coverage.builder()
            .gathered(Section.VARZ)
            .section(Section.RAFTZ, Coverage.Status.REFUSED, source)
            .server(Section.VARZ, "ID-2", Coverage.Status.TIMED_OUT, source)
            .build(),
        List.of(new Entity.Server("hub", "n1", "ID-1"), new Entity.Server("", "n2", "ID-2")),
        silent,
        problems,
        new AuditHistory(
            Duration.ofHours(24),
            new Seen(NOW.minusSeconds(5_400), NOW, 91, Duration.ofSeconds(75)),
            null,
            null),
        accepted(source),
        Overview.NONE);
  }

  /** One suppressed finding, and a suppression that has expired, unless all is fine. */
  private static AcceptedFindings accepted(String text) {
    if (!text.equals("fine")) {
      LocalDate until = LocalDate.parse("2026-03-09");
      return new AcceptedFindings(
          List.of(
              new AcceptedFinding(
                  audited(offline(text, "known"), OFFLINE, State.ONGOING, 60),
                  new Acceptance(
                      Acceptance.Origin.CONFIGURATION, "CONSUMER_001 " + text, text, until))),
          1,
          List.of(
              new SuppressionNotice(
                  SuppressionNotice.State.EXPIRED,
                  "SERVER_018 " + text,
                  text,
                  LocalDate.parse("2026-02-28"),
                  "")),
          1);
    }
    return AcceptedFindings.NONE;
  }

  private static Finding crash(String name) {
    return new Finding(
        "SERVER_018",
        Severity.CRITICAL,
        new Entity.Server("hub", name, "ID-1"),
        "",
        "server hub/" + name + ": 4 restarts (limit 3)",
        new Evidence(
            List.of(
                new Evidence.Item("restarts", Role.OBSERVED, new Evidence.Count(4, "restarts")),
                new Evidence.Item("limit", Role.LIMIT, new Evidence.Count(3, "restarts")),
                new Evidence.Item("server", Role.CONTEXT, new Evidence.Text(name)))));
  }

  private static Finding offline(String name, String consumer) {
    return new Finding(
        "CONSUMER_001",
        Severity.WARNING,
        new Entity.Consumer(new StreamId(null, "ACME", name), consumer),
        "",
        "consumer ACME/" + name + "/" + consumer + ": 1 replica is offline",
        Evidence.NONE);
  }

  private static Finding idle(String name) {
    return new Finding(
        "OPT_IDLE_001",
        Severity.INFO,
        new Entity.Stream(new StreamId(null, "ACME", name)),
        "",
        "stream ACME/" + name + ": idle for 3d0h",
        Evidence.NONE);
  }

  private static AuditedFinding audited(
      Finding finding, CheckDescriptor check, State state, long ageInSeconds) {
    return new AuditedFinding(finding, check, state, NOW.minusSeconds(ageInSeconds));
  }

  private static CheckResult failed(List<Finding> findings, List<Gap> gaps) {
    return new CheckResult(
        CheckResult.Status.FAILED,
        findings,
        findings.size(),
        List.of(),
        50,
        gaps,
        gaps.size(),
        null,
        "");
  }

  private static CheckOutcome passed(String code, String name) {
    CheckDescriptor check = check(code, "Fine check", Kind.OPERATIONAL, Severity.WARNING);
    Forecast forecast =
        new Forecast(
            code,
            Severity.WARNING,
            new Entity.Server("hub", name, "ID-1"),
            "",
            NOW.plusSeconds(5_400),
            "server hub/" + name + ": 10 now, reported at 20",
            Evidence.NONE);
    return outcome(
        check,
        new CheckResult(
            CheckResult.Status.PASSED, List.of(), 0, List.of(forecast), 5, List.of(), 0, null, ""));
  }

  private static CheckOutcome skipped(String code, SkipReason reason, String detail) {
    return outcome(
        check(code, "Skipped check", Kind.OPERATIONAL, Severity.WARNING),
        CheckResult.skipped(reason, detail));
  }

  private static CheckOutcome outcome(CheckDescriptor check, CheckResult result) {
    return new CheckOutcome(check, result, Duration.ofNanos(1_234_567));
  }
}
