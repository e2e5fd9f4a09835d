// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.AccountClaims;
import io.natschecks.api.snapshot.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the claims of account JWTs. */
final class AccountClaimsDecoder {

  private AccountClaimsDecoder() {}

  /**
   * Decodes.
   *
   * @return the claims with a size of 0; null if the subject or the time of issue is missing
   */
  static @Nullable AccountClaims decode(Json json) {
    Limit none = Limit.of(0); // A limit that a JWT leaves out admits nothing.
    AccountClaims.Builder claims =
        AccountClaims.builder("", Instant.EPOCH)
            .connections(none)
            .leafNodes(none)
            .subscriptions(none)
            .payload(none)
            .memoryStorage(none)
            .diskStorage(none);
    String subject = null;
    Instant issuedAt = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "sub" -> subject = json.shared();
        case "name" -> claims.name(json.shared());
        case "iat" -> issuedAt = epoch(json);
        case "exp" -> claims.expires(epoch(json));
        case "nats" -> nats(json, claims);
        default -> json.skip();
      }
    }
    return subject == null || issuedAt == null
        ? null
        : claims.subject(subject).issuedAt(issuedAt).build();
  }

  /** Reads seconds since 1970; null for 0. */
  static @Nullable Instant epoch(Json json) {
    long seconds = json.count();
    if (seconds > Instant.MAX.getEpochSecond()) {
      json.fault("exp");
      return null;
    }
    return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
  }

  private static void nats(Json json, AccountClaims.Builder claims) {
    ImportsDecoder imports = new ImportsDecoder(json);
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "limits" -> limits(json, claims);
        case "imports" -> claims.imports(imports.imports());
        case "exports" -> claims.exports(imports.exports());
        case "signing_keys" -> {
          List<String> keys = new ArrayList<>(json.strictList(() -> signingKey(json)));
          keys.sort(null);
          claims.signingKeys(keys);
        }
        default -> json.skip();
      }
    }
  }

  /** Reads a signing key, which stands alone or, with a scope, in an object. */
  private static @Nullable String signingKey(Json json) {
    if (!json.isObject()) {
      return json.shared();
    }
    String key = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("key")) {
        key = json.shared();
      } else {
        json.skip();
      }
    }
    return key;
  }

  private static void limits(Json json, AccountClaims.Builder claims) {
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "conn" -> claims.connections(json.limit());
        case "leaf" -> claims.leafNodes(json.limit());
        case "subs" -> claims.subscriptions(json.limit());
        case "payload" -> claims.payload(json.limit());
        case "mem_storage" -> claims.memoryStorage(json.limit());
        case "disk_storage" -> claims.diskStorage(json.limit());
        case "tiered_limits" -> {
          boolean tiered = false;
          for (String tier = json.enter(); tier != null; tier = json.next()) {
            tiered = true;
            json.skip();
          }
          claims.tiered(tiered);
        }
        default -> json.skip();
      }
    }
  }
}
