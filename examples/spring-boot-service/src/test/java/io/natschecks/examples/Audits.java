// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.monitor.MonitorStatus;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Reports of real audits with checks that do what a test says. */
public final class Audits {

  /** When the snapshot of all reports is taken. */
  public static final Instant NOW = Deployments.NOW;

  private Audits() {}

  /** A check that does what a test says. */
  public record TestCheck(CheckDescriptor descriptor, Function<CheckContext, CheckResult> body)
      implements Check {

    @Override
    public CheckResult evaluate(CheckContext context) {
      return body.apply(context);
    }
  }

  private static TestCheck check(
      String code, Severity severity, Function<CheckContext, CheckResult> body) {
    return new TestCheck(
        CheckDescriptor.of(code, "Title of " + code)
            .kind(Kind.OPERATIONAL)
            .severity(severity)
            .category(Category.HEALTH)
            .entity(EntityType.SERVER)
            .remediation("Mend " + code + ".")
            .runbook(Runbook.why("It matters.").build())
            .since("0.1")
            .build(),
        body);
  }

  public static TestCheck passing(String code) {
    return check(code, Severity.WARNING, context -> CheckResult.builder(1).lookedAt().build());
  }

  /** Finds the servers of the snapshot whose names begin so. */
  public static TestCheck finding(String code, Severity severity, String prefix) {
    return check(
        code,
        severity,
        context ->
            context
                .over(context.current().servers(), Entity::of)
                .judge(
                    (server, verdict) -> {
                      if (server.name().startsWith(prefix)) {
                        verdict.finding().observed("broken", 2, "parts").message("2 are broken");
                      }
                    }));
  }

  public static TestCheck skipped(String code, SkipReason reason) {
    return check(code, Severity.WARNING, context -> CheckResult.skipped(reason, ""));
  }

  public static TestCheck breaking(String code) {
    return check(
        code,
        Severity.WARNING,
        context -> {
          throw new IllegalStateException("broken");
        });
  }

  /** A deployment whose only servers have these names. */
  public static Snapshot servers(String... names) {
    Snapshot healthy = Deployments.healthy().snapshot();
    return healthy.toBuilder()
        .servers(
            List.of(names).stream()
                .map(
                    name ->
                        healthy.servers().get(0).toBuilder().name(name).id("ID-" + name).build())
                .toList())
        .build();
  }

  public static AuditReport report(Snapshot snapshot, Check... checks) {
    return report(AuditConfig.DEFAULT, snapshot, checks);
  }

  public static AuditReport report(AuditConfig config, Snapshot snapshot, Check... checks) {
    try (Auditor auditor =
        Auditor.builder().config(config).checks(List.of(checks)).executor(Runnable::run).build()) {
      return auditor.audit(snapshot);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public static MonitorStatus watching(AuditReport report) {
    return new MonitorStatus(
        MonitorStatus.State.WATCHING, NOW, report, 0, NOW.plus(Duration.ofMinutes(1)), null);
  }

  /** A monitor that has seen something once, and is doing something else now. */
  public static MonitorStatus in(MonitorStatus.State state, AuditReport last) {
    return new MonitorStatus(state, NOW.plusSeconds(60), last, 1, null, "It is so");
  }

  public static MonitorStatus starting() {
    return new MonitorStatus(MonitorStatus.State.STARTING, NOW, null, 0, null, null);
  }
}
