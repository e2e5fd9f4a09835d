// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.Severity;
import io.natschecks.core.Auditor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Audits a deployment until someone ends it. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description =
        "Audits a deployment again and again, and prints what is new, resolved, or cannot be seen"
            + " any more. Ctrl-C ends it. Changes are known from the second round on.",
    footerHeading = "%nExit status, that of the last round:%n",
    footer = {
      "  0  nothing at or above --fail-on, and all that the checks need was seen",
      "  1  findings at or above --fail-on, whether or not everything was seen",
      "  2  the command line, a file that it names, or the configuration is wrong",
      "  3  the deployment did not answer, or not wholly, or the history could not be",
      "     saved in the end",
      "",
      "The history is saved after the first round, every five minutes from then, and in the end."
    })
final class WatchCommand implements Callable<Integer> {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = Durations.class,
      description =
          "Time from the start of a round to the start of the next, 1s or more;"
              + " ${DEFAULT-VALUE} unless given. A round that takes longer delays the next.")
  private Duration interval = Duration.ofMinutes(1);

  @Mixin private final ConfigOptions config = new ConfigOptions();

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
      description = "text, or json for one report a line; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.TEXT;

  private final Terminal terminal;
  private final BooleanSupplier verbose;

  WatchCommand(Terminal terminal, BooleanSupplier verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  @Override
  public Integer call() throws Exception {
    requireSense();
    Auditor.Builder builder = config.auditor();
    history.applyTo(builder);
    Target named = new Target(target, terminal);
    try (UntilSignal pace = new UntilSignal();
        Auditor auditor = builder.build();
        LiveRounds rounds = new LiveRounds(auditor, named, failOn, terminal)) {
      Watch watch = new Watch(auditor, rounds, log(), pace, interval, history.file());
      return pace.endingWith(watch.run());
    }
  }

  private void requireSense() {
    if (!target.connection().givesSource()) {
      throw CliException.usage("Say what to watch: --server, --context or --monitor");
    }
    if (interval.compareTo(SHORTEST) < 0) {
      throw CliException.usage("--interval of watch is 1s or more");
    }
    format.requireOneOf("watch", Format.TEXT, Format.JSON);
    target.requireSense();
    history.requireWritable();
  }

  private WatchLog log() {
    return format == Format.JSON
        ? new JsonWatchLog(terminal)
        : new TextWatchLog(terminal, verbose.getAsBoolean(), history.forecast());
  }
}
