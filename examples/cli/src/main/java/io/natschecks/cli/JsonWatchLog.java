// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Display;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.JsonReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells programs what a watch sees, one report a line, and people the rest on standard error. */
final class JsonWatchLog implements WatchLog {

  private final Terminal terminal;

  JsonWatchLog(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void round(AuditReport report, @Nullable AuditReport before) throws IOException {
    JsonReport.write(report, terminal.out());
    terminal.out().print('\n');
    terminal.requireReader();
  }

  @Override
  public void silent(Instant since, String reason) {
    Errors.warn(terminal, reason);
  }

  @Override
  public void answers(Instant at, Duration silence) {
    Errors.warn(terminal, "The deployment answers again, after " + Display.duration(silence));
  }

  @Override
  public void ended(Instant at, String how) {
    Errors.warn(terminal, "Ended " + how);
  }
}
