// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Writes and signs the tokens of NATS. */
final class Jwt {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = base64("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}");

  private Jwt() {}

  static String sign(
      NKey issuer, String subject, String name, @Nullable Instant expires, String natsClaims) {
    String claims =
        "\"iat\":%d,\"iss\":\"%s\",\"name\":\"%s\",\"sub\":\"%s\",%s\"nats\":%s"
            .formatted(
                Instant.now().getEpochSecond(),
                issuer.publicKey(),
                name,
                subject,
                expires == null ? "" : "\"exp\":" + expires.getEpochSecond() + ",",
                natsClaims);
    String content =
        HEADER + "." + base64("{\"jti\":\"" + NKey.base32(hash(claims)) + "\"," + claims + "}");
    byte[] signature = issuer.sign(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + BASE64.encodeToString(signature);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-512/256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
