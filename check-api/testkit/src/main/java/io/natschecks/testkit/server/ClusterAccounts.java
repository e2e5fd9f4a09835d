// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The accounts of a cluster, as its servers' configuration has them. */
sealed interface ClusterAccounts {

  /** The part of a server's configuration that is about accounts. */
  String configuration(Path serverFolder);

  /** The account as configurations and monitoring name it. */
  String id(String account);

  /** A user of each account. */
  Map<String, NatsLogin> logins(Path folder);

  /** Accounts with users and passwords. */
  record Configured(List<Account> accounts) implements ClusterAccounts {

    public Configured {
      accounts = List.copyOf(accounts);
    }

    /** An account with one user, and further lines of configuration. */
    record Account(String name, String user, String password, String settings) {}

    static Configured of(List<Account> accounts) {
      List<Account> all = new ArrayList<>(accounts);
      all.add(new Account(NatsCluster.SYSTEM_ACCOUNT, "sys", "sys-password", ""));
      return new Configured(all);
    }

    @Override
    public String configuration(Path serverFolder) {
      return accounts.stream()
          .map(
              account ->
                  "  \"%s\" { users: [{user: \"%s\", password: \"%s\"}]\n  %s }\n"
                      .formatted(
                          account.name(), account.user(), account.password(), account.settings()))
          .collect(
              Collectors.joining(
                  "", "system_account: " + NatsCluster.SYSTEM_ACCOUNT + "\naccounts {\n", "}\n"));
    }

    @Override
    public String id(String account) {
      return account;
    }

    @Override
    public Map<String, NatsLogin> logins(Path folder) {
      Map<String, NatsLogin> logins = new LinkedHashMap<>();
      for (Account account : accounts) {
        logins.put(account.name(), NatsLogin.password(account.user(), account.password()));
      }
      return logins;
    }
  }

  /** Accounts of an operator. */
  record Trusted(JwtOperator operator, Resolver resolver) implements ClusterAccounts {

    @Override
    public String configuration(Path serverFolder) {
      String resolving =
          resolver == Resolver.MEMORY
              ? "MEMORY"
              : "{ type: full, dir: \"%s\", allow_delete: true, interval: \"2m\", timeout: \"2s\" }"
                  .formatted(serverFolder.resolve("jwt"));
      return operator.accounts().stream()
          .map(account -> "  %s: %s\n".formatted(account.id(), account.jwt()))
          .collect(
              Collectors.joining(
                  "",
                  "operator: %s\nsystem_account: %s\nresolver: %s\nresolver_preload: {\n"
                      .formatted(operator.jwt(), operator.systemAccount().id(), resolving),
                  "}\n"));
    }

    @Override
    public String id(String account) {
      return operator.accounts().stream()
          .filter(each -> each.name().equals(account))
          .map(JwtAccount::id)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no account " + account));
    }

    @Override
    public Map<String, NatsLogin> logins(Path folder) {
      Map<String, NatsLogin> logins = new LinkedHashMap<>();
      try {
        for (JwtAccount account : operator.accounts()) {
          Path file = folder.resolve(account.id() + ".creds");
          Files.writeString(file, account.credentials("user"));
          logins.put(account.name(), NatsLogin.file(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return logins;
    }
  }
}
