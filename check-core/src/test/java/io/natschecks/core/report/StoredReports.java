// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Evidence.Role;
import io.natschecks.api.Finding;
import io.natschecks.api.Gap;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Seen;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.core.FakeCheck;
import io.natschecks.core.report.AuditedFinding.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds a report as it lies on disk: two servers, and what else a test says. */
final class StoredReports {

  private final List<AuditedFinding> findings = new ArrayList<>();
  private final List<AuditedFinding> unconfirmed = new ArrayList<>();
  private final List<AuditedFinding> resolved = new ArrayList<>();
  private final List<AcceptedFinding> accepted = new ArrayList<>();
  private final List<CheckOutcome> checks = new ArrayList<>();
  private final List<SilentServer> silent = new ArrayList<>();
  private Instant takenAt = Reports.NOW;

  static StoredReports report() {
    return new StoredReports();
  }

  StoredReports at(Instant value) {
    takenAt = value;
    return this;
  }

  /** A finding about a server. */
  static Finding finding(String code, Severity severity, String server, long observed) {
    return new Finding(
        code,
        severity,
        server(server),
        "",
        "server hub/" + server + ": lags by " + observed,
        new Evidence(
            List.of(
                new Evidence.Item("lag", Role.OBSERVED, new Evidence.Count(observed, "messages")),
                new Evidence.Item("limit", Role.LIMIT, new Evidence.Count(10, "messages")),
                new Evidence.Item(
                    "for", Role.OBSERVED, new Evidence.Span(Duration.ofSeconds(observed))),
                new Evidence.Item("note", Role.CONTEXT, new Evidence.Count(observed, "")))));
  }

  static Entity.Server server(String name) {
    return new Entity.Server("hub", name, "ID-" + name);
  }

  /** A check that looked at everything. */
  StoredReports judged(String code, Finding... found) {
    return judged(code, found.length, List.of(), found);
  }

  /** A check that could not look at something. */
  StoredReports partlyJudged(String code, String gap, Finding... found) {
    return judged(
        code, found.length, List.of(new Gap(gap, SkipReason.TIMED_OUT, "after 2s")), found);
  }

  /** A check that found more than is listed. */
  StoredReports judgedMore(String code, long count, Finding... found) {
    return judged(code, count, List.of(), found);
  }

  private StoredReports judged(String code, long count, List<Gap> gaps, Finding... found) {
    CheckDescriptor check = FakeCheck.describe(code).build();
    for (Finding each : found) {
      findings.add(new AuditedFinding(each, check, State.NEW, takenAt));
    }
    CheckResult.Status status = count > 0 ? CheckResult.Status.FAILED : CheckResult.Status.PASSED;
    checks.add(
        outcome(
            check,
            new CheckResult(
                status, List.of(found), count, List.of(), 5, gaps, gaps.size(), null, "")));
    return this;
  }

  StoredReports skipped(String code, SkipReason reason, String detail) {
    checks.add(outcome(FakeCheck.describe(code).build(), CheckResult.skipped(reason, detail)));
    return this;
  }

  StoredReports broken(String code) {
    checks.add(outcome(FakeCheck.describe(code).build(), CheckResult.errored("oops")));
    return this;
  }

  StoredReports unconfirmed(Finding finding) {
    unconfirmed.add(audited(finding, State.UNCONFIRMED));
    return this;
  }

  StoredReports resolved(Finding finding) {
    resolved.add(audited(finding, State.RESOLVED));
    return this;
  }

  /** A finding that does not count. */
  StoredReports accepted(Finding finding) {
    accepted.add(
        new AcceptedFinding(
            audited(finding, State.ONGOING),
            new Acceptance(Acceptance.Origin.BASELINE, "baseline", "known", null)));
    return this;
  }

  StoredReports silent(String server) {
    silent.add(new SilentServer(server, null, null, "no answer"));
    return this;
  }

  private AuditedFinding audited(Finding finding, State state) {
    return new AuditedFinding(finding, FakeCheck.describe(finding.code()).build(), state, takenAt);
  }

  private static CheckOutcome outcome(CheckDescriptor check, CheckResult result) {
    return new CheckOutcome(check, result, Duration.ZERO);
  }

  StoredReport stored() {
    AuditReport report =
        new AuditReport(
            takenAt,
            "test",
            Duration.ZERO,
            Duration.ZERO,
            null,
            findings,
            resolved,
            unconfirmed,
            checks,
            Coverage.builder().build(),
            List.of(server("n1"), server("n2")),
            silent,
            List.of(),
            new AuditHistory(Duration.ofHours(24), Seen.NOTHING, null, null),
            new AcceptedFindings(accepted, accepted.size(), List.of(), 0),
            Overview.NONE);
    return stored(report);
  }

  static StoredReport stored(AuditReport report) {
    try {
      return StoredReport.read(
          new ByteArrayInputStream(JsonReport.format(report).getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
