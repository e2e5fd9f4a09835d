// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.AccountView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a server says of an account that it has loaded, not only heard of.
 *
 * @param view what it says
 * @param active what it imports
 */
record LoadedView(AccountView view, Set<ImportKey> active) {

  static List<LoadedView> of(Account account) {
    return account.views().stream()
        .filter(view -> !view.isPlaceholder())
        .map(LoadedView::of)
        .toList();
  }

  private static LoadedView of(AccountView view) {
    Set<ImportKey> active = new HashSet<>();
    for (AccountImport imported : view.imports()) {
      if (!imported.invalid()) {
        active.add(ImportKey.of(imported));
      }
    }
    return new LoadedView(view, active);
  }

  boolean serves(AccountImport declared) {
    return active.contains(ImportKey.of(declared));
  }
}
