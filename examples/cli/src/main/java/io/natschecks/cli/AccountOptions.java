// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say in which accounts of tenants something is asked too. */
final class AccountOptions {

  @Option(
      names = "--account-creds",
      paramLabel = "FILE",
      description =
          "Credentials file of a user of a further account, in which the micro services are asked"
              + " for their versions. Can be given again.")
  private List<Path> credentials = new ArrayList<>();

  @Option(
      names = "--advisories",
      description =
          "Between snapshots, listen in the accounts of --account-creds to which JetStream"
              + " requests fail; JETSTREAM_009 names them then.")
  private boolean advisories;

  boolean isAnyGiven() {
    return advisories || !credentials.isEmpty();
  }

  /** Whether failing requests are listened for. */
  boolean advisories() {
    return advisories;
  }

  /**
   * The users of the accounts.
   *
   * @throws CliException if a file is no credentials file
   */
  List<AccountLogin> logins() {
    if (advisories && credentials.isEmpty()) {
      throw CliException.usage(
          "--advisories goes with --account-creds, for servers tell of failing requests in their"
              + " own accounts alone");
    }
    return credentials.stream()
        .map(file -> new AccountLogin(file, Login.credentials(file)))
        .toList();
  }

  /**
   * A user of an account.
   *
   * @param file where the credentials are from, for people
   * @param login the credentials
   */
  record AccountLogin(Path file, Login login) {}
}
