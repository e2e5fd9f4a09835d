// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.cli.AccountOptions.AccountLogin;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.Viewpoint;
import java.util.List;
import java.util.function.Consumer;

/** A deployment to be audited, which can be connected to again and again. */
final class Target {

  private final TargetOptions options;
  private final NatsSettings settings;
  private final List<AccountLogin> accounts;

  /** Files and the password are read once, now. */
  Target(TargetOptions options, Terminal terminal) {
    this.options = options;
    this.settings = options.connection().settings(terminal);
    this.accounts = options.connection().accounts().logins();
  }

  /**
   * Connects.
   *
   * @param warnings takes what people should know
   * @throws CliException if that cannot be done; the message says why
   */
  Deployment connect(Consumer<String> warnings) throws InterruptedException {
    Deployment deployment = Deployment.open(settings, options.connection().monitors(), warnings);
    try {
      deployment.join(settings, accounts, warnings);
      return deployment;
    } catch (InterruptedException | RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  /** Takes snapshots of as much as was asked for. */
  SnapshotSource source(Deployment deployment) throws InterruptedException {
    return options.jetStreamOnly()
        ? deployment.ownAccount()
        : deployment.source(options.connection().accounts().advisories());
  }

  /** What the users of accounts were not allowed, to be known in the end. */
  List<String> refusals(Deployment deployment) {
    return options.jetStreamOnly() ? deployment.refusalsInOwnAccount() : deployment.refusals();
  }

  /** Says whether all was seen that should be. */
  boolean isWhole(Deployment deployment, AuditReport report) {
    Viewpoint viewpoint = options.jetStreamOnly() ? Viewpoint.ACCOUNT : Viewpoint.SYSTEM;
    return deployment.isWhole() && refusals(deployment).isEmpty() && viewpoint.sawAll(report);
  }
}
