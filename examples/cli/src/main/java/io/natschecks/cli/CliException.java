// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command. The message is one sentence without its full stop. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  private CliException(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** The command line, or a file that it names, is wrong. */
  static CliException usage(String message) {
    return new CliException(ExitStatus.USAGE, message, null);
  }

  /** The command line, or a file that it names, is wrong. */
  static CliException usage(String message, Throwable cause) {
    return new CliException(ExitStatus.USAGE, message, cause);
  }

  /** What was asked for could not be done. */
  static CliException failed(String message, @Nullable Throwable cause) {
    return new CliException(ExitStatus.INCOMPLETE, message, cause);
  }

  int status() {
    return status;
  }
}
