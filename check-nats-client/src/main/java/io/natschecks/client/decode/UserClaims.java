// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the claims of user JWTs. */
final class UserClaims {

  private static final byte[] BEARER = "bearer".getBytes(StandardCharsets.US_ASCII);

  private UserClaims() {}

  /** Says whether a user's JWT is a bearer token; null if it cannot be read. */
  static @Nullable Boolean bearer(@Nullable String token, Interner interner) {
    byte[] claims = token == null ? null : Jwt.claims(token);
    if (claims == null) {
      return null;
    }
    return cannotBeBearer(claims) ? false : Jwt.read(claims, interner, UserClaims::bearer);
  }

  /**
   * Most tokens are no bearer tokens, and leave the claim out: then a look at the bytes is enough,
   * unless an escape could hide the name.
   */
  private static boolean cannotBeBearer(byte[] claims) {
    int last = claims.length - 1;
    if (last < 1 || claims[0] != '{' || claims[last] != '}') {
      return false;
    }
    for (int at = 1; at < last; at++) {
      if (claims[at] == '\\' || (claims[at] == '_' && endsWith(claims, at, BEARER))) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsWith(byte[] text, int end, byte[] word) {
    int start = end - word.length;
    return start >= 0 && Arrays.equals(text, start, end, word, 0, word.length);
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
