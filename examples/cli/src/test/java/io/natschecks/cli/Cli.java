// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** What a run of the program said, and how it ended. */
record Cli(int status, String out, String err) {

  /** Runs with given environment variables and standard input. */
  static Cli run(Map<String, String> environment, String input, String... args) {
    return run(environment, input, false, args);
  }

  /** Runs without anything on standard input, and with nobody in front of it. */
  static Cli run(String... args) {
    return run(Map.of(), "", args);
  }

  /** Runs at a terminal. */
  static Cli runInteractively(Map<String, String> environment, String... args) {
    return run(environment, "", true, args);
  }

  private static Cli run(
      Map<String, String> environment, String input, boolean interactive, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            environment,
            interactive);
    int status = Main.run(args, terminal);
    return new Cli(status, out.toString(), err.toString());
  }

  /** A file for tests of TLS. */
  static String tls(String file) {
    try {
      return Path.of(Objects.requireNonNull(Cli.class.getResource("tls/" + file)).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
