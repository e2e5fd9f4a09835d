// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.account;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Display;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.AccountExport;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.ActivationToken;
import io.natschecks.core.checks.shared.Subjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an import does not work, as far as it can be told from outside.
 *
 * @param reason the first reason that applies
 * @param expired when its token expired; null if that is not the reason
 */
record ImportFault(String reason, @Nullable Instant expired) {

  static ImportFault of(AccountImport imported, CheckContext context) {
    Account source = context.current().account(imported.account());
    if (source == null || !Exports.areKnown(source)) {
      return because("no server knows its account");
    }
    List<AccountExport> exports =
        Exports.of(source).stream()
            .filter(export -> export.type().equals(imported.type()))
            .filter(export -> Subjects.overlap(export.subject(), imported.subject()))
            .toList();
    if (exports.isEmpty()) {
      return because("its account exports no such subject");
    }
    ActivationToken token = imported.token();
    if (token == null) {
      return because(
          exports.stream().allMatch(AccountExport::tokenRequired)
              ? "the export requires an activation token, and it has none"
              : "activation failed");
    }
    Instant expires = token.expires();
    if (expires != null && expires.isBefore(context.now())) {
      String since = Display.duration(Duration.between(expires, context.now()));
      return new ImportFault("its activation token expired " + since + " ago", expires);
    }
    return because(
        isForeign(token, source)
            ? "its activation token was signed by a key that is not of the exporting account"
            : "activation failed");
  }

  private static ImportFault because(String reason) {
    return new ImportFault(reason, null);
  }

  private static boolean isForeign(ActivationToken token, Account source) {
    AccountClaims claims = source.claims();
    String issuer = token.issuer();
    return issuer != null
        && claims != null
        && !issuer.equals(source.id())
        && !claims.signingKeys().contains(issuer);
  }
}
