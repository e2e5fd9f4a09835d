// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.registry.LoadProblem;
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
    if (exception instanceof UnmatchedArgumentException unmatched) {
      say(unknown(unmatched.getUnmatched().get(0)));
    } else {
      say((Exception) exception);
    }
    UnmatchedArgumentException.printSuggestions(exception, terminal.err());
    terminal.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    int status = ExitStatus.INCOMPLETE;
    if (exception instanceof CliException known) {
      status = known.status();
      say(known);
    } else if (exception instanceof ConfigException) {
      status = ExitStatus.USAGE;
      say(exception);
    } else if (exception instanceof SnapshotException || exception instanceof IOException) {
      say(exception);
    } else if (exception instanceof InterruptedException) {
      say("Interrupted");
    } else {
      say("natschecks is at fault here: " + exception);
    }
    if (verbose.getAsBoolean()) {
      causes(exception);
    }
    return status;
  }

  /** Only the name: what follows can be a password that was given where none is taken. */
  private static String unknown(String argument) {
    return argument.startsWith("-")
        ? "Unknown option: " + argument.replaceFirst("=.*", "")
        : "An argument is one too many";
  }

  private void say(Exception exception) {
    say(exception.getMessage() == null ? exception.toString() : exception.getMessage());
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
