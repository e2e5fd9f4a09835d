// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import org.jspecify.annotations.Nullable;

/** Reads the claims of user JWTs. */
final class UserClaims {

  private UserClaims() {}

  /** Says whether a user's JWT is a bearer token; null if it cannot be read. */
  static @Nullable Boolean bearer(@Nullable String token, Interner interner) {
    return token == null ? null : Jwt.claims(token, interner, UserClaims::bearer);
  }

  private static @Nullable Boolean bearer(Json json) {
    Boolean bearer = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (!field.equals("nats")) {
        json.skip();
        continue;
      }
      bearer = false;
      for (String claim = json.enter(); claim != null; claim = json.next()) {
        if (claim.equals("bearer_token")) {
          bearer = json.flag();
        } else {
          json.skip();
        }
      }
    }
    return bearer;
  }
}
