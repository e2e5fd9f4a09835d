// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Opens the claims of a JWT. Nothing is verified: servers have done that. */
final class Jwt {

  private Jwt() {}

  /**
   * Reads the claims.
   *
   * @param token the token
   * @param reader reads the JSON of the claims
   * @return what the reader gives; null if the token cannot be read
   */
  static <T> @Nullable T claims(
      String token, Interner interner, Function<Json, @Nullable T> reader) {
    byte[] claims = claims(token);
    return claims == null ? null : read(claims, interner, reader);
  }

  /** Unpacks the claims; null for a text that is no token. */
  static byte @Nullable [] claims(String token) {
    int start = token.indexOf('.') + 1;
    int end = token.indexOf('.', start);
    if (start == 0 || end < 0) {
      return null;
    }
    try {
      return Base64.getUrlDecoder().decode(token.substring(start, end));
    } catch (IllegalArgumentException e) {
      return null; // Redacted, or never a JWT.
    }
  }

  /** Reads unpacked claims; null if they cannot be read. */
  static <T> @Nullable T read(
      byte[] claims, Interner interner, Function<Json, @Nullable T> reader) {
    try (Json json = new Json(claims, interner)) {
      T read = json.isObject() ? reader.apply(json) : null;
      return json.isFaulty() ? null : read;
    } catch (JacksonException e) {
      return null;
    }
  }
}
