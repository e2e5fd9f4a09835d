// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.monitor.MonitorStatus.State;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Health;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits again and again, one round after the other, on one thread. */
final class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(AuditMonitor.class);

  /** What to do, and when. */
  record Plan(
      SnapshotSource source,
      Auditor.Builder auditors,
      Duration interval,
      Duration betweenSaves,
      Backoff backoff,
      Clock clock) {}

  private final Plan plan;
  private final @Nullable LeaseKeeper keeper;
  private final Attempt attempt;
  private final Consumer<News> listeners;
  private @Nullable Auditor auditor;
  private long term;
  private @Nullable Instant savedAt;
  private volatile MonitorStatus status;

  Rounds(Plan plan, @Nullable LeaseKeeper keeper, Attempt attempt, Consumer<News> listeners) {
    this.plan = plan;
    this.keeper = keeper;
    this.attempt = attempt;
    this.listeners = listeners;
    this.status = new MonitorStatus(State.STARTING, now(), null, 0, null, null);
  }

  MonitorStatus status() {
    return status;
  }

  /**
   * Does one round.
   *
   * @return how long to wait before the next
   * @throws InterruptedException if there is to be none
   */
  Duration next() throws InterruptedException {
    status = status.next(null);
    Duration pause = keeper == null || keeper.term() != 0 ? round() : notOurTurn(keeper);
    status = status.next(now().plus(pause));
    return pause;
  }

  private Duration round() throws InterruptedException {
    Instant start = now();
    AuditReport report = null;
    String problem = null;
    try {
      Auditor current = auditor();
      report = attempt.at(() -> current.audit(plan.source()));
    } catch (SnapshotException e) {
      problem = PlainText.oneLine(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      problem = "The snapshot was interrupted";
    } catch (RuntimeException | Error e) {
      problem = "The audit broke: " + e.getClass().getName();
      LOG.debug(problem, e);
    }
    if (!isOurs()) {
      // Whoever holds the lease now tells what is found.
      return Duration.ZERO;
    }
    if (report != null) {
      return audited(report, start);
    }
    if (attempt.isEnded()) {
      throw new InterruptedException("the monitor is closed");
    }
    return cannotSee(Objects.requireNonNull(problem));
  }

  private Duration audited(AuditReport report, Instant start) {
    Duration pause;
    if (report.health() == Health.UNKNOWN) {
      status = with(status, report);
      listeners.accept(News.of(report));
      pause = cannotSee("Nothing of the deployment could be judged");
    } else {
      enter(State.WATCHING, null);
      status = with(status, report);
      listeners.accept(News.of(report));
      pause = left(start);
    }
    saveAtTimes();
    return pause;
  }

  /** A round that took longer than the interval delays the next; a clock that was set does not. */
  private Duration left(Instant start) {
    Duration taken = Duration.between(start, now());
    Duration left = plan.interval().minus(taken.isNegative() ? Duration.ZERO : taken);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration notOurTurn(LeaseKeeper lease) {
    closeAuditor();
    String problem = lease.problem();
    if (problem == null) {
      enter(State.STANDBY, "Another instance holds the lease " + lease.name());
      return lease.pause();
    }
    cannotSee("It is not known who audits the deployment. " + problem);
    return lease.pause();
  }

  private Duration cannotSee(String problem) {
    boolean begins = status.state() != State.CANNOT_SEE;
    Instant since = begins ? now() : status.since();
    int failures = status.failures() + 1;
    status =
        new MonitorStatus(State.CANNOT_SEE, since, status.lastReport(), failures, null, problem);
    if (begins) {
      LOG.warn("Cannot see the deployment: {}", problem);
      listeners.accept(News.cannotSee(since, problem));
    }
    return plan.backoff().after(failures);
  }

  private void enter(State state, @Nullable String problem) {
    MonitorStatus before = status;
    Instant now = now();
    if (before.state() == State.CANNOT_SEE) {
      listeners.accept(News.seesAgain(now, Duration.between(before.since(), now)));
    }
    Instant since = before.state() == state ? before.since() : now;
    status = new MonitorStatus(state, since, before.lastReport(), 0, null, problem);
  }

  private static MonitorStatus with(MonitorStatus status, AuditReport report) {
    return new MonitorStatus(
        status.state(), status.since(), report, status.failures(), null, status.problem());
  }

  /** The auditor of this term; each term begins with what the one before has saved. */
  private Auditor auditor() {
    if (keeper != null && keeper.term() != term) {
      closeAuditor();
      term = keeper.term();
    }
    Auditor current = auditor;
    if (current == null) {
      current = plan.auditors().build();
      auditor = current;
    }
    return current;
  }

  /** An expired lease has no term. */
  private boolean isOurs() {
    return keeper == null || (term != 0 && keeper.term() == term);
  }

  private void saveAtTimes() {
    Instant now = now();
    Instant last = savedAt;
    boolean due =
        last == null || now.isBefore(last) || !now.isBefore(last.plus(plan.betweenSaves()));
    if (!due || auditor == null) {
      return;
    }
    savedAt = now;
    try {
      auditor.save();
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
    }
  }

  private void closeAuditor() {
    if (auditor != null) {
      auditor.close();
      auditor = null;
      savedAt = null;
    }
  }

  /** Saves what is known. */
  void end() {
    closeAuditor();
    status = new MonitorStatus(State.CLOSED, now(), status.lastReport(), 0, null, null);
  }

  private Instant now() {
    return plan.clock().instant();
  }
}
