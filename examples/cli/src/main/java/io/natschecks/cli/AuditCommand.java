// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.cli.AccountOptions.AccountLogin;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.JsonReport;
import io.natschecks.core.report.TextReport;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
      "     late, was cut short or damaged, a check broke, or nothing was judged",
      "",
      "Environment variables such as NATS_URL are not read; --context is the way to keep settings."
    })
final class AuditCommand implements Callable<Integer> {

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--jetstream-only",
      description =
          "Look only at the streams and consumers of the own account, through the JetStream API."
              + " Checks that need more are skipped."
              + " Needs no system account.")
  private boolean jetStreamOnly;

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

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "JSON file that sets parameters and severities, and selects checks.")
  private @Nullable Path config;

  @Option(
      names = "--only",
      paramLabel = "CODES",
      split = ",",
      description =
          "Run only these checks: codes, families such as OPT_IDLE, or kind:, category: or"
              + " severity: with a value.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--skip",
      paramLabel = "CODES",
      split = ",",
      description = "Do not run these checks.")
  private List<String> skip = new ArrayList<>();

  @Option(
      names = "--account-limit",
      paramLabel = "NAME=CONNECTIONS",
      converter = AccountLimit.Converter.class,
      description =
          "Connection limit of an account in a server's configuration file, which no endpoint"
              + " shows. Can be given again.")
  private List<AccountLimit> accountLimits = new ArrayList<>();

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
      description = "text or json; ${DEFAULT-VALUE} unless given.")
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
    CheckRegistry registry = CheckRegistry.load();
    AuditConfig settings = new ConfigOptions(config, only, skip, accountLimits).load();
    try (Auditor auditor = Auditor.builder().registry(registry).config(settings).build()) {
      if (registry.descriptors().stream().noneMatch(settings::enables)) {
        throw CliException.usage("No check is left to run");
      }
      return capture == null ? auditDeployment(auditor) : auditCapture(auditor, capture);
    }
  }

  private void requireSense() {
    if (capture == null && !connection.givesSource()) {
      throw CliException.usage("Say what to audit: --server, --context, --monitor or --capture");
    }
    if (capture != null && (connection.isAnyGiven() || jetStreamOnly)) {
      throw CliException.usage("--capture goes without the options of a connection");
    }
    if (previous != null && capture == null) {
      throw CliException.usage("--previous goes with --capture");
    }
    if (jetStreamOnly && (!connection.givesServer() || !connection.monitors().isEmpty())) {
      throw CliException.usage("--jetstream-only goes with --server or --context, not --monitor");
    }
    if (jetStreamOnly && connection.accounts().isAnyGiven()) {
      throw CliException.usage(
          "--jetstream-only looks at one account, so --account-creds is no use");
    }
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
    return ExitStatus.of(report, failOn);
  }

  private int auditDeployment(Auditor auditor) throws Exception {
    NatsSettings settings = connection.settings(terminal);
    List<AccountLogin> accounts = connection.accounts().logins();
    AuditReport report;
    boolean isWhole;
    try (Progress progress = new Progress(terminal)) {
      progress.show("Connecting");
      try (Deployment deployment = Deployment.open(settings, connection.monitors(), terminal)) {
        deployment.join(settings, accounts, terminal);
        SnapshotSource source =
            jetStreamOnly
                ? deployment.ownAccount()
                : deployment.source(connection.accounts().advisories());
        SnapshotPair pair = SnapshotPair.take(source, auditor.plan(), interval, progress);
        isWhole = deployment.isWhole();
        progress.show("Auditing");
        auditor.remember(pair.first());
        report = auditor.audit(pair.second());
      }
    }
    write(report);
    int status =
        jetStreamOnly ? ExitStatus.ofOwnAccount(report, failOn) : ExitStatus.of(report, failOn);
    return status == ExitStatus.OK && !isWhole ? ExitStatus.INCOMPLETE : status;
  }

  private void write(AuditReport report) throws Exception {
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
    } else {
      (colored ? TextReport.colored() : TextReport.plain()).write(report, out);
    }
  }
}
