// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Severity;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.JsonReport;
import io.natschecks.core.report.TextReport;
import io.natschecks.reports.HtmlReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Audits a deployment or a capture of one. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = "Audits a deployment, or a capture of one, and reports what is wrong.",
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  nothing at or above --fail-on, and all that the checks need was seen",
      "  1  findings at or above --fail-on, whether or not everything was seen",
      "  2  the command line, a file that it names, or the configuration is wrong",
      "  3  the audit could not be done, or not wholly: a server that is known to",
      "     exist answered nothing, data that a check needs was refused, came too",
      "     late, was cut short or damaged, a check broke, nothing was judged, or the",
      "     history could not be saved",
      "",
      "Environment variables such as NATS_URL are not read; --context is the way to keep settings."
    })
final class AuditCommand implements Callable<Integer> {

  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(
      names = "--capture",
      paramLabel = "PATH",
      description = "Audit a capture (ZIP archive or folder) instead of a running deployment.")
  private @Nullable Path capture;

  @Option(
      names = "--previous",
      paramLabel = "PATH",
      description =
          "An earlier capture to compare with; the one before the last in --capture unless given.")
  private @Nullable Path previous;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Durations.class,
      description =
          "Time between the two snapshots that rates are taken from, such as 500ms, 5s or 1m;"
              + " ${DEFAULT-VALUE} unless given.")
  private Duration interval = Duration.ofSeconds(5);

  @Mixin private final ConfigOptions config = new ConfigOptions();

  @Mixin private final BaselineOptions baseline = new BaselineOptions();

  @Mixin private final HistoryOptions history = new HistoryOptions();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "critical",
      description =
          "Severity from which findings make the exit status 1: info, warning or critical;"
              + " ${DEFAULT-VALUE} unless given.")
  private Severity failOn = Severity.CRITICAL;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or html; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the report to a file instead of standard output.")
  private @Nullable Path output;

  private final Terminal terminal;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    requireSense();
    Auditor.Builder builder = config.auditor();
    baseline.applyTo(builder);
    history.applyTo(builder);
    try (Auditor auditor = builder.build()) {
      return capture == null ? auditDeployment(auditor) : auditCapture(auditor, capture);
    }
  }

  private void requireSense() {
    if (capture == null && !target.connection().givesSource()) {
      throw CliException.usage("Say what to audit: --server, --context, --monitor or --capture");
    }
    if (capture != null && target.isAnyGiven()) {
      throw CliException.usage("--capture goes without the options of a connection");
    }
    if (capture != null && history.file() != null) {
      throw CliException.usage("--history goes with a running deployment, not --capture");
    }
    if (previous != null && capture == null) {
      throw CliException.usage("--previous goes with --capture");
    }
    target.requireSense();
    history.requireWritable();
    baseline.requireWritable();
    if (output != null) {
      OutputFile.requireWritable(output);
    }
  }

  private int auditCapture(Auditor auditor, Path path) throws Exception {
    AuditReport report;
    try (Progress progress = new Progress(terminal)) {
      progress.show("Reading " + path);
      report = new CapturedAudit(path, previous).run(auditor);
    }
    write(report);
    return ExitStatus.of(report, counted());
  }

  private int auditDeployment(Auditor auditor) throws Exception {
    Target named = new Target(target, terminal);
    AuditReport report;
    int status;
    try (Progress progress = new Progress(terminal)) {
      progress.show("Connecting");
      try (Deployment deployment = named.connect(warning -> Errors.warn(terminal, warning))) {
        SnapshotPair pair =
            SnapshotPair.take(named.source(deployment), auditor.plan(), interval, progress);
        progress.show("Auditing");
        auditor.remember(pair.first());
        report = auditor.audit(pair.second());
        status = named.status(deployment, report, counted());
        named.refusals(deployment).forEach(refusal -> Errors.warn(terminal, refusal));
      }
    }
    write(report);
    return hasSaved(auditor) || status != ExitStatus.OK ? status : ExitStatus.INCOMPLETE;
  }

  /** The severity from which findings count; null if they are frozen. */
  private @Nullable Severity counted() {
    return baseline.isWritten() ? null : failOn;
  }

  private boolean hasSaved(Auditor auditor) {
    try {
      auditor.save();
      return true;
    } catch (IOException e) {
      Errors.warn(terminal, String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void write(AuditReport report) throws Exception {
    baseline.write(report, terminal);
    if (output == null) {
      write(report, terminal.out(), terminal.isColored());
      terminal.out().flush();
      return;
    }
    OutputFile.write(
        output,
        file -> {
          try (Writer writer = Files.newBufferedWriter(file)) {
            write(report, writer, false);
          }
        });
  }

  private void write(AuditReport report, Writer out, boolean colored) throws Exception {
    if (format == Format.JSON) {
      JsonReport.write(report, out);
      out.write('\n');
    } else if (format == Format.HTML) {
      HtmlReport.write(report, out);
    } else {
      TextReport text = colored ? TextReport.colored() : TextReport.plain();
      Duration ahead = history.forecast();
      (ahead == null ? text : text.forecasting(ahead)).write(report, out);
    }
  }
}
