// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.natschecks.api.Severity;
import io.natschecks.core.monitor.AuditListener;
import io.natschecks.core.monitor.MonitorStatus;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Health;
import io.natschecks.examples.metrics.Figures.Outcome;
import io.natschecks.examples.metrics.Figures.Series;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor finds, as metrics. It is a listener of the monitor, and bound to registries:
 *
 * <pre>{@code
 * AuditMetrics metrics = new AuditMetrics(() -> monitor.status());
 * monitor = AuditMonitor.builder(source).listener(metrics).build();
 * metrics.bindTo(registry);
 * }</pre>
 *
 * <p>Tags hold codes of checks and words of the library, never a name that a tenant has chosen: the
 * number of series is bounded by the number of checks. A number that this instance does not know is
 * NaN, never 0: all of them while the deployment cannot be seen, or while another instance audits,
 * and those of a check while that check cannot look. Of several instances that share a lease one
 * knows, so take the maximum over the instances, which passes NaN over.
 *
 * <table>
 * <caption>The metrics</caption>
 * <tr><th>Name<th>Tags<th>What it says
 * <tr><td>natschecks.monitor.state<td>state<td>1 for what the monitor is doing, else 0
 * <tr><td>natschecks.health<td>health<td>1 for how the deployment fares, else 0; while it cannot be
 *     seen that is unknown
 * <tr><td>natschecks.incidents<td>severity<td>what needs attention: findings without those that
 *     another one explains
 * <tr><td>natschecks.findings<td>code, severity<td>all findings of a check; there from the first one
 *     on, and 0 once they are resolved
 * <tr><td>natschecks.accepted<td><td>findings that count nowhere else, because somebody has decided
 *     to live with them
 * <tr><td>natschecks.coverage.servers<td>state<td>servers that answered, and silent ones
 * <tr><td>natschecks.coverage.checks<td>outcome<td>checks that passed, failed, errored, were blind,
 *     or had nothing to do (idle)
 * <tr><td>natschecks.snapshot.age<td><td>seconds since the last snapshot, also while nothing can be
 *     seen
 * <tr><td>natschecks.snapshot.duration<td><td>timer: how long snapshots take
 * <tr><td>natschecks.audit.duration<td><td>timer: how long evaluations take
 * </table>
 */
public final class AuditMetrics implements MeterBinder, AuditListener {

  private static final String PREFIX = "natschecks.";

  private record Bound(MeterRegistry registry, Timer snapshots, Timer audits) {}

  private final Supplier<MonitorStatus> status;
  private final Clock clock;
  private final List<Bound> bound = new ArrayList<>();
  private final Set<Series> known = new HashSet<>();
  private volatile @Nullable Figures figures;

  /**
   * Metrics of a monitor, by the clock of the system.
   *
   * @param status {@code AuditMonitor::status}
   */
  public AuditMetrics(Supplier<MonitorStatus> status) {
    this(status, Clock.systemUTC());
  }

  /**
   * Metrics of a monitor.
   *
   * @param status {@code AuditMonitor::status}
   * @param clock tells how old a snapshot is; that of the snapshot source
   */
  public AuditMetrics(Supplier<MonitorStatus> status, Clock clock) {
    this.status = status;
    this.clock = clock;
  }

  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    for (MonitorStatus.State each : MonitorStatus.State.values()) {
      gauge(
          registry,
          "monitor.state",
          "What the monitor is doing",
          Tags.of("state", Figures.word(each)),
          () -> oneIf(status.get().state() == each));
    }
    for (Health each : Health.values()) {
      gauge(
          registry,
          "health",
          "How the deployment fares",
          Tags.of("health", Figures.word(each)),
          () -> health(each));
    }
    for (Severity each : Severity.values()) {
      count(
          registry,
          "incidents",
          "incidents",
          "What needs attention",
          Tags.of("severity", Figures.word(each)),
          now -> now.incidents(each));
    }
    count(
        registry,
        "accepted",
        "findings",
        "Findings that do not count: suppressed, or in the baseline",
        Tags.empty(),
        now -> now.report().accepted().count());
    bindCoverage(registry);
    TimeGauge.builder(PREFIX + "snapshot.age", this::snapshotAge, TimeUnit.SECONDS)
        .description("How old the last snapshot is")
        .register(registry);
    bound.add(
        new Bound(
            registry,
            timer(registry, "snapshot.duration", "How long snapshots take"),
            timer(registry, "audit.duration", "How long evaluations take")));
    known.forEach(each -> bindFindings(registry, each));
  }

  private void bindCoverage(MeterRegistry registry) {
    String name = "coverage.servers";
    String description = "Servers that answered, and that are known and did not";
    count(
        registry,
        name,
        "servers",
        description,
        Tags.of("state", "answered"),
        now -> now.report().servers().size());
    count(
        registry,
        name,
        "servers",
        description,
        Tags.of("state", "silent"),
        now -> now.report().silentServers().size());
    for (Outcome each : Outcome.values()) {
      count(
          registry,
          "coverage.checks",
          "checks",
          "What became of the checks",
          Tags.of("outcome", Figures.word(each)),
          now -> now.checks(each));
    }
  }

  private void bindFindings(MeterRegistry registry, Series series) {
    count(
        registry,
        "findings",
        "findings",
        "All findings of a check",
        Tags.of("code", series.code(), "severity", Figures.word(series.severity())),
        now -> now.findings(series));
  }

  @Override
  public synchronized void audited(AuditReport report) {
    Figures counted = new Figures(report);
    figures = counted;
    for (Series each : counted.series()) {
      if (known.add(each)) {
        bound.forEach(to -> bindFindings(to.registry(), each));
      }
    }
    for (Bound each : bound) {
      each.snapshots().record(report.snapshotDuration());
      each.audits().record(report.duration());
    }
  }

  /** A number of the last report; NaN if it says nothing about this moment. */
  private void count(
      MeterRegistry registry,
      String name,
      String unit,
      String description,
      Tags tags,
      ToDoubleFunction<Figures> value) {
    Gauge.builder(PREFIX + name, () -> valueNow(value))
        .baseUnit(unit)
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, String name, String description, Tags tags, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(description).tags(tags).register(registry);
  }

  private static Timer timer(MeterRegistry registry, String name, String description) {
    return Timer.builder(PREFIX + name).description(description).register(registry);
  }

  private double valueNow(ToDoubleFunction<Figures> value) {
    Figures now = figuresNow();
    return now == null ? Double.NaN : value.applyAsDouble(now);
  }

  private @Nullable Figures figuresNow() {
    MonitorStatus now = status.get();
    AuditReport report = now.lastReport();
    if (report == null || now.state() != MonitorStatus.State.WATCHING) {
      return null;
    }
    Figures last = figures;
    // A listener may know of an audit before the status does.
    if (last == null || last.report().takenAt().isBefore(report.takenAt())) {
      last = new Figures(report);
      figures = last;
    }
    return last;
  }

  private double health(Health health) {
    Figures now = figuresNow();
    Health known = now == null ? Health.UNKNOWN : now.report().health();
    return switch (status.get().state()) {
      case STARTING, WATCHING, CANNOT_SEE -> oneIf(health == known);
      case STANDBY, CLOSED -> Double.NaN;
    };
  }

  private double snapshotAge() {
    MonitorStatus now = status.get();
    AuditReport report = now.lastReport();
    boolean watches =
        now.state() == MonitorStatus.State.WATCHING
            || now.state() == MonitorStatus.State.CANNOT_SEE;
    return report == null || !watches
        ? Double.NaN
        : Duration.between(report.takenAt(), clock.instant()).toMillis() / 1e3;
  }

  private static double oneIf(boolean condition) {
    return condition ? 1 : 0;
  }
}
