// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program natschecks. */
@Command(
    name = "natschecks",
    description = "Audits NATS deployments. It only reads.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Main {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Also print what lies beneath an error and, in watch, what has not changed.")
  private boolean verbose;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, Terminal.ofSystem()));
  }

  /** Runs a command and returns the exit status. */
  static int run(String[] args, Terminal terminal) {
    Main main = new Main();
    CommandLine line =
        new CommandLine(main)
            .addSubcommand(new AuditCommand(terminal))
            .addSubcommand(new WatchCommand(terminal, () -> main.verbose))
            .addSubcommand(new CaptureCommand(terminal))
            .addSubcommand(new DiffCommand(terminal))
            .addSubcommand(new ChecksCommand(terminal))
            .addSubcommand(new ExplainCommand(terminal))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(
                    terminal.isColored() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true);
    Errors errors = new Errors(terminal, () -> main.verbose);
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    return line.execute(args);
  }
}
