// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys. Java knows PKCS#8 only; the older forms of RSA and EC keys hold the same key
 * without saying of which kind it is, so they are wrapped in what is missing.
 */
final class PemKey {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----(.*?)-----END", Pattern.DOTALL);

  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private static final byte[] RSA_ENCRYPTION = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };

  private static final byte[] EC_PUBLIC_KEY = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int EC_PARAMETERS = 0xa0;

  private PemKey() {}

  /**
   * Reads the first private key.
   *
   * @throws GeneralSecurityException if there is none that can be read; the message ends a sentence
   *     that begins with "The file holds"
   */
  static PrivateKey parse(byte[] pem) throws GeneralSecurityException {
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!block.find()) {
      throw new GeneralSecurityException("no private key");
    }
    String kind = block.group(1).strip();
    if (kind.equals("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
      throw new GeneralSecurityException("an encrypted private key, which is not supported");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(block.group(2));
      return switch (kind) {
        case "" -> key(der, List.of("RSA", "EC", "EdDSA"));
        case "RSA" -> key(wrapped(RSA_ENCRYPTION, der), List.of("RSA"));
        case "EC" -> key(wrapped(algorithm(der), der), List.of("EC"));
        default -> throw new GeneralSecurityException("a private key of an unknown kind");
      };
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged();
    }
  }

  private static PrivateKey key(byte[] pkcs8, List<String> algorithms)
      throws GeneralSecurityException {
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (InvalidKeySpecException e) {
        // Of another kind, then.
      }
    }
    throw damaged();
  }

  private static GeneralSecurityException damaged() {
    return new GeneralSecurityException("a private key that is damaged");
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, joined(VERSION, algorithm, element(OCTET_STRING, key)));
  }

  /** The curve stands behind the version and the key itself. */
  private static byte[] algorithm(byte[] ecKey) throws GeneralSecurityException {
    int next = contentAt(ecKey, 0);
    while (next < ecKey.length) {
      int content = contentAt(ecKey, next);
      int end = content + lengthAt(ecKey, next);
      if ((ecKey[next] & 0xff) == EC_PARAMETERS) {
        return element(SEQUENCE, joined(EC_PUBLIC_KEY, Arrays.copyOfRange(ecKey, content, end)));
      }
      next = end;
    }
    throw damaged();
  }

  private static int contentAt(byte[] der, int element) {
    int first = der[element + 1] & 0xff;
    return element + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int lengthAt(byte[] der, int element) {
    int first = der[element + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = Math.addExact(Math.multiplyExact(length, 256), der[element + 2 + i] & 0xff);
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    int length = content.length;
    byte[] head;
    if (length < 0x80) {
      head = new byte[] {(byte) tag, (byte) length};
    } else if (length < 0x100) {
      head = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
    } else {
      head = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }
    return joined(head, content);
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] joined = new byte[length];
    int next = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, next, part.length);
      next += part.length;
    }
    return joined;
  }
}
