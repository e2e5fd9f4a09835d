// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Display;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Baseline;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Findings that are frozen, so that only new ones count. */
final class BaselineOptions {

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Findings that were there before: they are listed, and do not count.")
  private @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      paramLabel = "FILE",
      description =
          "Freeze the findings of this audit in a file for --baseline. They do not make the exit"
              + " status 1.")
  private @Nullable Path target;

  boolean isWritten() {
    return target != null;
  }

  void requireWritable() {
    if (target != null) {
      OutputFile.requireWritable(target);
    }
  }

  void applyTo(Auditor.Builder auditor) {
    if (baseline != null) {
      auditor.baseline(read(baseline));
    }
  }

  private static Baseline read(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      return Baseline.read(reader);
    } catch (ConfigException e) {
      throw CliException.usage(file + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw CliException.usage("There is no baseline file " + file, e);
    } catch (IOException e) {
      throw CliException.usage("The baseline file " + file + " cannot be read", e);
    }
  }

  /** Freezes the findings of a report if that was asked for. */
  void write(AuditReport report, Terminal terminal) throws Exception {
    if (target == null) {
      return;
    }
    OutputFile.write(
        target,
        file -> {
          try (Writer writer = Files.newBufferedWriter(file)) {
            Baseline.of(report).write(writer);
          }
        });
    long left = report.findingCount() - report.findings().size();
    if (left > 0) {
      Errors.warn(
          terminal,
          Display.count(left, "finding")
              + " beyond maxFindings of their check are not in the baseline");
    }
  }
}
