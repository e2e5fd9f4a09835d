// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.registry.LoadProblem;
import io.natschecks.reports.NagiosReport;
import io.natschecks.reports.NagiosState;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong, and with which exit status that ends. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final int MOST_CAUSES = 10;

  private final Terminal terminal;
  private final BooleanSupplier verbose;

  Errors(Terminal terminal, BooleanSupplier verbose) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    String message =
        exception instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched.getUnmatched().get(0))
            : message(exception);
    if (isPlugin(List.of(args))) {
      return unknownState(message);
    }
    say(message);
    UnmatchedArgumentException.printSuggestions(exception, terminal.err());
    terminal.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    int status =
        exception instanceof CliException known
            ? known.status()
            : exception instanceof ConfigException ? ExitStatus.USAGE : ExitStatus.INCOMPLETE;
    if (isPlugin(parsed.originalArgs())) {
      status = unknownState(explained(exception));
    } else {
      say(explained(exception));
    }
    if (verbose.getAsBoolean()) {
      causes(exception);
    }
    return status;
  }

  private static String explained(Exception exception) {
    if (exception instanceof CliException
        || exception instanceof ConfigException
        || exception instanceof SnapshotException
        || exception instanceof IOException) {
      return message(exception);
    }
    return exception instanceof InterruptedException
        ? "Interrupted"
        : "natschecks is at fault here: " + exception;
  }

  /** Whoever runs a plugin reads its standard output and knows four statuses. */
  private int unknownState(String message) {
    terminal.out().print(NagiosReport.unknown(sentence(message)));
    terminal.out().flush();
    return NagiosState.UNKNOWN.exitStatus();
  }

  /** The command line may be too wrong to be parsed. */
  private static boolean isPlugin(List<String> args) {
    String nagios = Format.NAGIOS.name();
    for (int i = 0; i < args.size(); i++) {
      String format = args.get(i).replaceFirst("^--format=", "");
      boolean isFormat = i > 0 && args.get(i - 1).equals("--format");
      if (format.equalsIgnoreCase(nagios) && (isFormat || !format.equals(args.get(i)))) {
        return args.contains("audit");
      }
    }
    return false;
  }

  /** Only the name: what follows can be a password that was given where none is taken. */
  private static String unknown(String argument) {
    return argument.startsWith("-")
        ? "Unknown option: " + argument.replaceFirst("=.*", "")
        : "An argument is one too many";
  }

  private static String message(Exception exception) {
    return exception.getMessage() == null ? exception.toString() : exception.getMessage();
  }

  private void say(String message) {
    warn(terminal, message);
  }

  /** Says something on standard error that is safe to show. */
  static void warn(Terminal terminal, String message) {
    String erase = terminal.isInteractive() ? Progress.ERASE_LINE : "";
    terminal.err().println(erase + "natschecks: " + sentence(message));
  }

  /** Says which checks could not be loaded. */
  static void warn(Terminal terminal, List<LoadProblem> problems) {
    problems.forEach(
        each -> warn(terminal, "Not loaded: " + each.subject() + ": " + each.reason()));
  }

  /** Not the stack traces: they help nobody who runs a program. */
  private void causes(Throwable exception) {
    Throwable cause = exception.getCause();
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      terminal.err().println("  because of " + safe(cause.toString()));
      for (Throwable also : cause.getSuppressed()) {
        terminal.err().println("  and " + safe(also.toString()));
      }
      cause = cause.getCause();
    }
  }

  /** A message as it is shown, without its full stop. */
  static String sentence(String message) {
    return safe(message.replaceFirst("\\.$", ""));
  }

  /** Parts of a message can come from servers, files, or the command line. */
  private static String safe(String message) {
    return Secrets.masked(message).replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }
}
