// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Display;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.ChangeReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Tells people what a watch sees. */
final class TextWatchLog implements WatchLog {

  private final Terminal terminal;
  private final ChangeReport writer;

  TextWatchLog(Terminal terminal, boolean everything, @Nullable Duration ahead) {
    ChangeReport base = terminal.isColored() ? ChangeReport.colored() : ChangeReport.plain();
    ChangeReport listing = everything ? base.everything() : base;
    this.terminal = terminal;
    this.writer = ahead == null ? listing : listing.forecasting(ahead);
  }

  @Override
  public void round(AuditReport report, @Nullable AuditReport before) throws IOException {
    writer.write(report, before, terminal.out());
    terminal.requireReader();
  }

  @Override
  public void silent(Instant since, String reason) {
    line(since, "SILENT    " + reason);
  }

  @Override
  public void answers(Instant at, Duration silence) {
    line(at, "ANSWERS   again, after " + Display.duration(silence));
  }

  @Override
  public void ended(Instant at, String how) {
    line(at, "ENDED     " + how);
  }

  private void line(Instant at, String text) {
    terminal.out().print(at.truncatedTo(ChronoUnit.SECONDS) + "  " + Errors.sentence(text) + "\n");
    terminal.out().flush();
  }
}
