// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.core.Auditor;
import io.natschecks.core.store.FileHistoryStore;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about what was before, and what will be. */
final class HistoryOptions {

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "Go on from what this file remembers, and keep in it what is seen: since when a finding"
              + " has been there, and what checks follow over time. Only its owner can read it.")
  private @Nullable Path file;

  @Option(
      names = "--forecast",
      paramLabel = "TIME",
      converter = Durations.Ahead.class,
      description =
          "Also list what is not wrong yet, and will be within this time if things go on as they"
              + " did, such as 24h.")
  private @Nullable Duration forecast;

  /** Where the history is kept; null if it is not. */
  @Nullable Path file() {
    return file;
  }

  /** How far ahead is looked; null for not at all. */
  @Nullable Duration forecast() {
    return forecast;
  }

  void requireWritable() {
    if (file != null) {
      OutputFile.requireWritable(file);
    }
  }

  void applyTo(Auditor.Builder auditor) {
    if (file != null) {
      auditor.history(FileHistoryStore.of(file));
    }
  }
}
