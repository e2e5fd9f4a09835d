// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Display;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Audits a deployment again and again. A round begins one interval after the one before has begun,
 * or when that has ended, whichever is later. A deployment that does not answer is a state that is
 * told once, and no reason to end.
 */
final class Watch {

  /** What is lost if the program is killed. */
  private static final Duration BETWEEN_SAVES = Duration.ofMinutes(5);

  private final Auditor auditor;
  private final Round.Maker rounds;
  private final WatchLog log;
  private final Pace pace;
  private final Duration interval;
  private final @Nullable Path history;

  private long count;
  private int status = ExitStatus.INCOMPLETE;
  private @Nullable AuditReport before;
  private @Nullable Instant savedAt;
  private @Nullable Instant silentSince;
  private String silence = "";

  Watch(
      Auditor auditor,
      Round.Maker rounds,
      WatchLog log,
      Pace pace,
      Duration interval,
      @Nullable Path history) {
    this.auditor = auditor;
    this.rounds = rounds;
    this.log = log;
    this.pace = pace;
    this.interval = interval;
    this.history = history;
  }

  /** Watches until it is time to end, and returns the exit status of the last round. */
  int run() throws IOException {
    try {
      while (pace.goesOn()) {
        Instant start = pace.now();
        round();
        saveAtTimes();
        Duration left = Duration.between(pace.now(), start.plus(interval));
        if (!left.isNegative()) {
          pace.sleep(left);
        }
      }
    } catch (InterruptedException e) {
      // Not kept: what is known is to be saved in peace.
    }
    return end();
  }

  private void round() throws IOException, InterruptedException {
    try {
      Round round = rounds.next();
      answers();
      log.round(round.report(), before);
      before = round.report();
      status = round.status();
      count++;
    } catch (SnapshotException e) {
      silent(e);
    } catch (CliException e) {
      if (e.status() == ExitStatus.USAGE) {
        throw e;
      }
      silent(e);
    }
  }

  private void silent(Exception e) {
    String reason = String.valueOf(e.getMessage());
    if (silentSince == null) {
      silentSince = pace.now();
    }
    if (!reason.equals(silence)) {
      log.silent(pace.now(), reason);
    }
    silence = reason;
    status = ExitStatus.INCOMPLETE;
  }

  private void answers() {
    if (silentSince != null) {
      log.answers(pace.now(), Duration.between(silentSince, pace.now()));
    }
    silentSince = null;
    silence = "";
  }

  private void saveAtTimes() {
    if (savedAt == null || !pace.now().isBefore(savedAt.plus(BETWEEN_SAVES))) {
      savedAt = pace.now();
      save();
    }
  }

  /** The next report tells a failure, too. */
  private @Nullable String save() {
    try {
      auditor.save();
      return null;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private int end() {
    String problem = save();
    String kept = history == null ? "" : "; the history is in " + history;
    log.ended(
        pace.now(),
        "after " + Display.count(count, "round") + (problem == null ? kept : "; " + problem));
    return problem != null && status == ExitStatus.OK ? ExitStatus.INCOMPLETE : status;
  }
}
