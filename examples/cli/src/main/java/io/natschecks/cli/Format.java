// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How something is written. */
enum Format {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON,
  /** For browsers. */
  HTML,
  /** For build servers. */
  JUNIT,
  /** For an issue or a chat. */
  MARKDOWN,
  /** For systems that collect metrics. */
  OPENMETRICS,
  /** For Nagios and its relatives. */
  NAGIOS;

  /** Fails unless it is one of those that a command writes. */
  void requireOneOf(String command, Format... allowed) {
    if (!List.of(allowed).contains(this)) {
      throw CliException.usage(
          command
              + " writes "
              + Arrays.stream(allowed).map(Format::word).collect(Collectors.joining(" or "))
              + ", not "
              + word());
    }
  }

  /** As it is given on the command line. */
  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
