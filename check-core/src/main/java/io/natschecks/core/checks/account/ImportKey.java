// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.snapshot.AccountImport;

/**
 * What makes two imports the same, whatever they are called locally.
 *
 * @param type stream or service
 * @param account id of the account that exports it
 * @param subject the subject as it is exported
 */
record ImportKey(String type, String account, String subject) {

  static ImportKey of(AccountImport imported) {
    return new ImportKey(imported.type(), imported.account(), imported.subject());
  }
}
