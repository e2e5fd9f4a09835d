// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.core.config.ConfigException;
import java.io.IOException;
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
    say(String.valueOf(exception.getMessage()));
    UnmatchedArgumentException.printSuggestions(exception, terminal.err());
    terminal
        .err()
        .println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    int status = ExitStatus.INCOMPLETE;
    if (exception instanceof CliException known) {
      status = known.status();
      say(known.getMessage());
    } else if (exception instanceof ConfigException) {
      status = ExitStatus.USAGE;
      say(exception.getMessage());
    } else if (exception instanceof SnapshotException || exception instanceof IOException) {
      say(exception.getMessage());
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

  private void say(String message) {
    terminal.err().println("natschecks: " + safe(message));
  }

  /** Not the stack traces: they help nobody who runs a program. */
  private void causes(Throwable exception) {
    Throwable cause = exception.getCause();
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      terminal.err().println("  because of " + safe(cause.toString()));
      cause = cause.getCause();
    }
  }

  /** Parts of a message can come from servers, files, or the command line. */
  private static String safe(String message) {
    return Secrets.masked(message).replaceAll("\\p{Cntrl}", "?");
  }
}
