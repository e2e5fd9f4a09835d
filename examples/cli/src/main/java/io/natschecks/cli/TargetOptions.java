// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which deployment is audited, and how much of it. */
final class TargetOptions {

  @Mixin private final ConnectionOptions connection = new ConnectionOptions();

  @Option(
      names = "--jetstream-only",
      description =
          "Look only at the streams and consumers of the own account, through the JetStream API."
              + " Checks that need more are skipped."
              + " Needs no system account.")
  private boolean jetStreamOnly;

  ConnectionOptions connection() {
    return connection;
  }

  boolean jetStreamOnly() {
    return jetStreamOnly;
  }

  boolean isAnyGiven() {
    return connection.isAnyGiven() || jetStreamOnly;
  }

  void requireSense() {
    if (jetStreamOnly && (!connection.givesServer() || !connection.monitors().isEmpty())) {
      throw CliException.usage("--jetstream-only goes with --server or --context, not --monitor");
    }
    if (jetStreamOnly && connection.accounts().isAnyGiven()) {
      throw CliException.usage(
          "--jetstream-only looks at one account, so --account-creds is no use");
    }
  }
}
