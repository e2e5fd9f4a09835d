// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountExport;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** What accounts export and import, declared or active, on any server. */
final class Exports {

  private Exports() {}

  /** Says whether anybody showed the account's imports and exports. */
  static boolean areKnown(Account account) {
    return account.claims() != null
        || account.views().stream().anyMatch(view -> !view.isPlaceholder());
  }

  /** One export for each type and subject, sorted by these. */
  static Collection<AccountExport> of(Account account) {
    List<AccountExport> all = new ArrayList<>();
    AccountClaims claims = account.claims();
    if (claims != null) {
      all.addAll(claims.exports());
    }
    for (AccountView view : account.views()) {
      all.addAll(view.exports());
    }
    TreeMap<String, TreeMap<String, AccountExport>> distinct = new TreeMap<>();
    for (AccountExport export : all) {
      distinct
          .computeIfAbsent(export.type(), type -> new TreeMap<>())
          .merge(export.subject(), export, Exports::joined);
    }
    return distinct.values().stream().flatMap(bySubject -> bySubject.values().stream()).toList();
  }

  private static AccountExport joined(AccountExport one, AccountExport other) {
    return new AccountExport(
        one.subject(), one.type(), one.tokenRequired() || other.tokenRequired());
  }

  /** All imports, valid or not; those of several servers come several times. */
  static List<AccountImport> imports(Account account) {
    List<AccountImport> all = new ArrayList<>();
    AccountClaims claims = account.claims();
    if (claims != null) {
      all.addAll(claims.imports());
    }
    for (AccountView view : account.views()) {
      all.addAll(view.imports());
    }
    return all;
  }
}
