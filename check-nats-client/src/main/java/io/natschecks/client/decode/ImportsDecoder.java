// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.AccountExport;
import io.natschecks.api.snapshot.AccountImport;
import io.natschecks.api.snapshot.ActivationToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes imports and exports, as declared in JWTs and as active on servers. */
final class ImportsDecoder {

  private static final ActivationToken UNREADABLE = new ActivationToken(false, null, null, null);

  private final Json json;

  ImportsDecoder(Json json) {
    this.json = json;
  }

  List<AccountImport> imports() {
    List<AccountImport> imports = new ArrayList<>(json.strictList(this::anImport));
    imports.sort(
        Comparator.comparing(AccountImport::type)
            .thenComparing(AccountImport::account)
            .thenComparing(AccountImport::subject)
            .thenComparing(
                AccountImport::localSubject, Comparator.nullsFirst(Comparator.naturalOrder())));
    return imports;
  }

  List<AccountExport> exports() {
    List<AccountExport> exports = new ArrayList<>(json.strictList(this::export));
    exports.sort(Comparator.comparing(AccountExport::type).thenComparing(AccountExport::subject));
    return exports;
  }

  private @Nullable AccountImport anImport() {
    String subject = null;
    String account = null;
    String type = null;
    String to = null;
    String local = null;
    boolean invalid = false;
    ActivationToken token = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "subject" -> subject = json.shared();
        case "account" -> account = json.shared();
        case "type" -> type = json.shared();
        case "to" -> to = json.shared();
        case "local_subject" -> local = json.shared();
        case "invalid" -> invalid = json.flag();
        case "token" -> token = token(json.text());
        default -> json.skip();
      }
    }
    json.require(subject != null, "imports.subject");
    json.require(account != null, "imports.account");
    json.require(type != null, "imports.type");
    if (subject == null || account == null || type == null) {
      return null;
    }
    if (local == null && to != null) {
      // The old form: of services it names the exporter's subject, of streams a prefix.
      boolean service = type.equals("service");
      local = service ? subject : to + "." + subject;
      subject = service ? to : subject;
    }
    String differing = subject.equals(local) ? null : local;
    return new AccountImport(subject, account, type, differing, invalid, token);
  }

  private @Nullable ActivationToken token(@Nullable String token) {
    if (token == null) {
      return null;
    }
    ActivationToken read = Jwt.claims(token, json.interner(), ImportsDecoder::activation);
    return read == null ? UNREADABLE : read;
  }

  private static ActivationToken activation(Json json) {
    String issuer = null;
    String issuerAccount = null;
    Instant expires = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "iss" -> issuer = json.shared();
        case "exp" -> expires = AccountClaimsDecoder.epoch(json);
        case "nats" -> {
          for (String claim = json.enter(); claim != null; claim = json.next()) {
            if (claim.equals("issuer_account")) {
              issuerAccount = json.shared();
            } else {
              json.skip();
            }
          }
        }
        default -> json.skip();
      }
    }
    return new ActivationToken(true, issuer, issuerAccount, expires);
  }

  private @Nullable AccountExport export() {
    String subject = null;
    String type = null;
    boolean tokenRequired = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "subject" -> subject = json.shared();
        case "type" -> type = json.shared();
        case "token_req" -> tokenRequired = json.flag();
        default -> json.skip();
      }
    }
    json.require(subject != null, "exports.subject");
    json.require(type != null, "exports.type");
    return subject == null || type == null ? null : new AccountExport(subject, type, tokenRequired);
  }
}
