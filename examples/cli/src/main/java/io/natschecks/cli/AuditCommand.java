// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Severity;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.JsonReport;
import io.natschecks.core.report.TextReport;
import io.natschecks.core.report.Viewpoint;
import io.natschecks.reports.HtmlReport;
import io.natschecks.reports.JUnitReport;
import io.natschecks.reports.MarkdownReport;
import io.natschecks.reports.NagiosReport;
import io.natschecks.reports.NagiosState;
import io.natschecks.reports.OpenMetricsReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
      "With --format nagios, as plugins do: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; the worst",
      "operational finding decides, UNKNOWN is any error, or a half audit that found nothing.",
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
      description =
          "text, json, html, junit, markdown, openmetrics or nagios;"
              + " ${DEFAULT-VALUE} unless given.")
  private Format format = Format.TEXT;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the report to a file instead of standard output.")
  private @Nullable Path output;

  @Spec private @Nullable CommandSpec spec;

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
    if (format == Format.NAGIOS && isGiven("--fail-on")) {
      throw CliException.usage(
          "--fail-on goes without --format nagios, which has its own statuses");
    }
    target.requireSense();
    history.requireWritable();
    baseline.requireWritable();
    if (output != null) {
      OutputFile.requireWritable(output);
    }
  }

  private boolean isGiven(String option) {
    return spec != null && spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private int auditCapture(Auditor auditor, Path path) throws Exception {
    AuditReport report;
    try (Progress progress = new Progress(terminal)) {
      progress.show("Reading " + path);
      report = new CapturedAudit(path, previous).run(auditor);
    }
    return tell(report, Viewpoint.SYSTEM.sawAll(report));
  }

  private int auditDeployment(Auditor auditor) throws Exception {
    Target named = new Target(target, terminal);
    AuditReport report;
    boolean isWhole;
    try (Progress progress = new Progress(terminal)) {
      progress.show("Connecting");
      try (Deployment deployment = named.connect(warning -> Errors.warn(terminal, warning))) {
        SnapshotPair pair =
            SnapshotPair.take(named.source(deployment), auditor.plan(), interval, progress);
        progress.show("Auditing");
        auditor.remember(pair.first());
        report = auditor.audit(pair.second());
        isWhole = named.isWhole(deployment, report);
        named.refusals(deployment).forEach(refusal -> Errors.warn(terminal, refusal));
      }
    }
    return tell(report, hasSaved(auditor) && isWhole);
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

  /** Writes the report and returns the exit status. */
  private int tell(AuditReport report, boolean isWhole) throws Exception {
    baseline.write(report, terminal);
    if (output == null) {
      write(report, isWhole, terminal.out(), terminal.isColored());
      terminal.out().flush();
    } else {
      OutputFile.write(
          output,
          file -> {
            try (Writer writer = Files.newBufferedWriter(file)) {
              write(report, isWhole, writer, false);
            }
          });
    }
    return format == Format.NAGIOS
        ? NagiosState.of(report, isWhole).exitStatus()
        : ExitStatus.of(report, counted(), isWhole);
  }

  private void write(AuditReport report, boolean isWhole, Writer out, boolean colored)
      throws Exception {
    switch (format) {
      case TEXT -> {
        TextReport text = colored ? TextReport.colored() : TextReport.plain();
        Duration ahead = history.forecast();
        (ahead == null ? text : text.forecasting(ahead)).write(report, out);
      }
      case JSON -> {
        JsonReport.write(report, out);
        out.write('\n');
      }
      case HTML -> HtmlReport.write(report, out);
      case JUNIT -> JUnitReport.write(report, out);
      case MARKDOWN -> MarkdownReport.write(report, out);
      case OPENMETRICS -> OpenMetricsReport.write(report, out);
      case NAGIOS -> NagiosReport.write(report, isWhole, out);
    }
  }
}
