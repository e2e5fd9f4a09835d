// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Evidence.Role;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.history.Seen;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.core.FakeCheck;
import io.natschecks.core.registry.LoadProblem;
import io.natschecks.core.report.AuditedFinding.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A report with everything in it, and one with nothing. */
final class Reports {

  static final Instant NOW = Instant.parse("2026-03-01T03:14:07.5Z");

  private static final Entity.Server N1 = new Entity.Server("hub", "n1", "ID-n1");
  private static final Gap SILENT = new Gap("server n4", SkipReason.TIMED_OUT, "after 2s");
  private static final CheckDescriptor OFFLINE =
      FakeCheck.describe("ACME_001").severity(Severity.CRITICAL).build();
  private static final CheckDescriptor LAG = FakeCheck.describe("ACME_002").build();
  private static final CheckDescriptor IDLE =
      FakeCheck.describe("ACME_003").kind(Kind.OPTIMIZATION).severity(Severity.INFO).build();

  private Reports() {}

  static AuditReport empty() {
    return new AuditReport(
        NOW,
        "",
        Duration.ZERO,
        Duration.ZERO,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Coverage.builder().build(),
        List.of(),
        List.of(),
        List.of(),
        new AuditHistory(Duration.ofHours(24), Seen.NOTHING, null, null),
        AcceptedFindings.NONE,
        Overview.NONE);
  }

  static AuditReport full() {
    return named("ORDERS", "a message");
  }

  /** A report in which every text that someone else chooses is the given one. */
  static AuditReport named(String name, String text) {
    AuditedFinding offline =
        new AuditedFinding(
            new Finding(
                "ACME_001",
                Severity.CRITICAL,
                new Entity.Stream(new StreamId(null, "ACME", name)),
                "",
                "stream ACME/" + name + ": 2 of 3 replicas are offline (limit 0)",
                evidence(name)),
            OFFLINE,
            State.ONGOING,
            NOW.minusSeconds(905),
            16,
            Severity.WARNING,
            NOW.minusSeconds(100),
            List.of());
    return new AuditReport(
        NOW,
        "nats://demo:4222 " + text,
        Duration.ofMillis(1_200),
        Duration.ofMillis(34),
        NOW.minusSeconds(60),
        Stream.concat(Stream.of(offline), lagging(12).stream()).toList(),
        List.of(finding(LAG, State.RESOLVED, Severity.WARNING, 90)),
        List.of(finding(LAG, State.UNCONFIRMED, Severity.WARNING, 91)),
        checks(name, text),
        Coverage.builder()
            .gathered(Section.VARZ)
            .section(Section.RAFTZ, Coverage.Status.REFUSED, text)
            .server(Section.VARZ, "ID-n2", Coverage.Status.TIMED_OUT, text)
            .build(),
        List.of(N1, new Entity.Server("", name, "ID-n2")),
        List.of(
            new SilentServer(name, null, null, text),
            new SilentServer("n4", "ID-n4", "hub", "timed out after 2s")),
        List.of(new LoadProblem("org.acme.Broken", text)),
        new AuditHistory(
            Duration.ofHours(24),
            new Seen(NOW.minusSeconds(5_400), NOW, 1_234, Duration.ofSeconds(75)),
            "checks.history",
            "The history cannot be saved: " + text),
        accepted(text),
        Overview.NONE);
  }

  private static AcceptedFindings accepted(String text) {
    LocalDate until = LocalDate.parse("2026-03-05");
    return new AcceptedFindings(
        List.of(
            new AcceptedFinding(
                finding(LAG, State.ONGOING, Severity.WARNING, 80),
                new Acceptance(
                    Acceptance.Origin.CONFIGURATION, "ACME_002 server=n8*", text, until)),
            new AcceptedFinding(
                finding(LAG, State.ONGOING, Severity.WARNING, 81),
                new Acceptance(
                    Acceptance.Origin.CONFIGURATION, "ACME_002 server=n8*", text, until)),
            new AcceptedFinding(
                finding(LAG, State.NEW, Severity.WARNING, 82),
                new Acceptance(
                    Acceptance.Origin.BASELINE,
                    "baseline",
                    "in the baseline of 2026-01-01",
                    null))),
        3,
        List.of(
            notice(SuppressionNotice.State.EXPIRED, text, LocalDate.parse("2026-02-01")),
            new SuppressionNotice(
                SuppressionNotice.State.UNREADABLE, "ACME_001 " + text, "", null, text),
            notice(SuppressionNotice.State.EXPIRES_SOON, text, until),
            notice(SuppressionNotice.State.UNUSED, text, LocalDate.parse("2027-02-01"))),
        4);
  }

  private static SuppressionNotice notice(
      SuppressionNotice.State state, String text, LocalDate until) {
    return new SuppressionNotice(state, "ACME_001 stream=A", text, until, "");
  }

  private static List<AuditedFinding> lagging(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> finding(LAG, i == 0 ? State.NEW : State.ONGOING, Severity.WARNING, i))
        .toList();
  }

  private static AuditedFinding finding(
      CheckDescriptor check, State state, Severity severity, int number) {
    String name = "n%02d".formatted(number);
    return new AuditedFinding(
        new Finding(
            check.code(),
            severity,
            new Entity.Server("hub", name, "ID-" + name),
            "",
            "server hub/" + name + ": lags by 4,210 (limit 1,000)",
            Evidence.NONE),
        check,
        state,
        state == State.NEW ? NOW : NOW.minusSeconds(3 * 86_400));
  }

  private static Evidence evidence(String name) {
    return new Evidence(
        List.of(
            new Evidence.Item("offline", Role.OBSERVED, new Evidence.Count(2, "replicas")),
            new Evidence.Item("limit", Role.LIMIT, new Evidence.Measure(0.5, "ratio")),
            new Evidence.Item("odd", Role.CONTEXT, new Evidence.Measure(Double.NaN, "percent")),
            new Evidence.Item("stream", Role.CONTEXT, new Evidence.Text(name)),
            new Evidence.Item("servers", Role.CONTEXT, new Evidence.Texts(List.of(name), 30)),
            new Evidence.Item("seen", Role.CONTEXT, new Evidence.Time(NOW)),
            new Evidence.Item("for", Role.CONTEXT, new Evidence.Span(Duration.ofMillis(1_500))),
            new Evidence.Item("sealed", Role.CONTEXT, new Evidence.Flag(true))));
  }

  private static List<CheckOutcome> checks(String name, String text) {
    return List.of(
        outcome(OFFLINE, failed(1, List.of(new Gap(name, SkipReason.TIMED_OUT, text)))),
        outcome(LAG, withForecasts(failed(40, List.of()), name)),
        outcome(IDLE, CheckResult.builder(1).lookedAt().gap(SILENT).build()),
        skipped("ACME_004", SkipReason.REFUSED, "RAFTZ: " + text),
        skipped("ACME_005", SkipReason.REFUSED, "RAFTZ: " + text),
        skipped("ACME_006", SkipReason.NO_PREVIOUS_SNAPSHOT, ""),
        skipped("ACME_007", SkipReason.NOTHING_DEPLOYED, "there is nothing of the kind"),
        skipped("ACME_008", SkipReason.DISABLED, ""),
        outcome(
            FakeCheck.describe("ACME_009").build(),
            CheckResult.errored("java.lang.IllegalStateException: " + text)));
  }

  private static CheckResult failed(long count, List<Gap> gaps) {
    return new CheckResult(
        CheckResult.Status.FAILED, List.of(), count, List.of(), 50, gaps, gaps.size(), null, "");
  }

  private static CheckResult withForecasts(CheckResult result, String name) {
    return new CheckResult(
        result.status(),
        result.findings(),
        result.findingCount(),
        List.of(
            forecast("n10", Duration.ofMinutes(90), "server n10: 10 now, reported at 20"),
            forecast(name, Duration.ofHours(30), "server " + name + ": 10 now, reported at 40")),
        result.lookedAt(),
        result.gaps(),
        result.notLookedAt(),
        null,
        "");
  }

  private static Forecast forecast(String name, Duration in, String message) {
    return new Forecast(
        LAG.code(),
        Severity.WARNING,
        new Entity.Server("", name, "ID-" + name),
        "",
        NOW.plus(in),
        message,
        evidence(name));
  }

  private static CheckOutcome skipped(String code, SkipReason reason, String detail) {
    return outcome(FakeCheck.describe(code).build(), CheckResult.skipped(reason, detail));
  }

  private static CheckOutcome outcome(CheckDescriptor check, CheckResult result) {
    return new CheckOutcome(check, result, Duration.ofNanos(1_234_567));
  }
}
