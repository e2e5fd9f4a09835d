// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

/** One line on standard error that says what is going on, and is gone in the end. */
final class Progress implements AutoCloseable {

  static final String ERASE_LINE = "\r\u001b[K";

  private final Terminal terminal;

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  void show(String what) {
    write(ERASE_LINE + what + " ...");
  }

  @Override
  public void close() {
    write(ERASE_LINE);
  }

  private void write(String text) {
    if (terminal.isInteractive()) {
      terminal.err().print(text);
      terminal.err().flush();
    }
  }
}
