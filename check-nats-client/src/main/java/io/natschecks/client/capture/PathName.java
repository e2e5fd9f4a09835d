// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a part of a path from a name that anybody chose, whatever is in it: letters, digits and a
 * few signs stay, the rest becomes {@code %xx}.
 */
final class PathName {

  private static final int LONGEST = 100;
  private static final int KEPT_OF_LONGER = 60;
  private static final String HARMLESS = "-_.$@+=,";
  private static final HexFormat HEX = HexFormat.of();

  private PathName() {}

  static String of(String name) {
    if (name.isEmpty()) {
      return "%";
    }
    StringBuilder path = new StringBuilder();
    for (byte unit : name.getBytes(StandardCharsets.UTF_8)) {
      char sign = (char) unit;
      boolean hidden = sign == '.' && path.length() == 0;
      if (isHarmless(sign) && !hidden) {
        path.append(sign);
      } else {
        path.append('%').append(HEX.toHexDigits(unit));
      }
    }
    return path.length() <= LONGEST
        ? path.toString()
        : path.substring(0, KEPT_OF_LONGER) + "%" + digest(name);
  }

  private static boolean isHarmless(char sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9')
        || HARMLESS.indexOf(sign) >= 0;
  }

  private static String digest(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HEX.formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
