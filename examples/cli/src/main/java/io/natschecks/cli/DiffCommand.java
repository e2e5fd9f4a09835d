// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Severity;
import io.natschecks.core.report.JsonDiff;
import io.natschecks.core.report.ReportDiff;
import io.natschecks.core.report.StoredReport;
import io.natschecks.core.report.StoredReportException;
import io.natschecks.core.report.TextDiff;
import io.natschecks.reports.MarkdownDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two reports. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compares two reports that audit --format json wrote: what is new, changed or resolved, and"
            + " what cannot be told.",
    footerHeading = "%nExit status:%n",
    footer = {
      "  0  nothing at or above --fail-on is new or worse, and all was seen again",
      "  1  findings at or above --fail-on are new, or rose to it",
      "  2  the command line is wrong, or a file holds no report",
      "  3  not worse, as far as can be told: something that the earlier audit found",
      "     could not be looked at again, a check lost its data, or a server fell silent"
    })
final class DiffCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "BEFORE.json", description = "The earlier report.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER.json", description = "The later report.")
  private Path after = Path.of("");

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "info",
      description =
          "Severity from which new or worse findings make the exit status 1: info, warning or"
              + " critical; ${DEFAULT-VALUE} unless given.")
  private Severity failOn = Severity.INFO;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or markdown; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.TEXT;

  private final Terminal terminal;

  DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    format.requireOneOf("diff", Format.TEXT, Format.JSON, Format.MARKDOWN);
    StoredReport earlier = read(before);
    StoredReport later = read(after);
    if (later.takenAt().isBefore(earlier.takenAt())) {
      Errors.warn(terminal, after + " was taken before " + before);
    }
    ReportDiff diff = ReportDiff.of(earlier, later);
    write(diff, terminal.out());
    terminal.out().flush();
    return ExitStatus.of(diff, failOn);
  }

  private static StoredReport read(Path file) {
    if (!Files.exists(file)) {
      throw CliException.usage("There is no file " + file);
    }
    if (Files.isDirectory(file)) {
      throw CliException.usage(file + " is a folder, not a report");
    }
    try {
      return StoredReport.read(file);
    } catch (StoredReportException e) {
      throw CliException.usage(file + " " + e.getMessage(), e);
    } catch (IOException e) {
      throw CliException.usage("The file " + file + " cannot be read", e);
    }
  }

  private void write(ReportDiff diff, PrintWriter out) throws IOException {
    switch (format) {
      case JSON -> {
        JsonDiff.write(diff, out);
        out.write('\n');
      }
      case MARKDOWN -> MarkdownDiff.write(diff, out);
      default -> (terminal.isColored() ? TextDiff.colored() : TextDiff.plain()).write(diff, out);
    }
  }
}
