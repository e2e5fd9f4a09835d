// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the program talks to.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment environment variables
 * @param isInteractive whether a person sits in front of it
 */
record Terminal(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    boolean isInteractive) {

  static Terminal ofSystem() {
    Charset charset = charset();
    return new Terminal(
        System.in,
        new PrintWriter(System.out, false, charset),
        new PrintWriter(System.err, true, charset),
        System.getenv(),
        isInteractive(System.console()));
  }

  /** Whether reports for this terminal are coloured; see no-color.org. */
  boolean isColored() {
    return isInteractive && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Flushes standard output, and fails if it was closed: nobody would ever see what follows. */
  void requireReader() throws IOException {
    if (out.checkError()) {
      throw new IOException("Nobody reads standard output any more");
    }
  }

  /** Reads one line that nobody shall see. */
  String readPassword() {
    Console console = isInteractive ? System.console() : null;
    if (console != null) {
      char[] password = console.readPassword("Password: ");
      return password == null ? "" : new String(password);
    }
    try {
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String line = reader.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw CliException.failed("The password cannot be read from standard input", e);
    }
  }

  /** From Java 22 on there is a console also where nobody sits in front of it. */
  private static boolean isInteractive(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Java 17 tells the charset of the terminal only here. */
  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return name != null && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }
}
