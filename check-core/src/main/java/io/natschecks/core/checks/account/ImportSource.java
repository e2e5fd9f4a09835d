// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.FindingBuilder;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.Snapshot;

/**
 * The account that an import comes from.
 *
 * @param id its id
 * @param name its name, or the id if no server knows it
 */
record ImportSource(String id, String name) {

  static ImportSource of(AccountImport imported, Snapshot snapshot) {
    Account account = snapshot.account(imported.account());
    return new ImportSource(
        imported.account(), account == null ? imported.account() : account.label());
  }

  /** Says which import a finding is about. */
  FindingBuilder describe(FindingBuilder finding, AccountImport imported) {
    return finding
        .with("import", imported.subject())
        .with("type", imported.type())
        .with("local_subject", imported.localSubject())
        .with("source_account", id)
        .with("source_account_name", name);
  }
}
