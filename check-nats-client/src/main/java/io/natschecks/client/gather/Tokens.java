// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import java.util.regex.Pattern;

/** What may become a part of a subject: names come from servers and tenants. */
final class Tokens {

  private static final Pattern SERVER_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern TOKEN = Pattern.compile("[^\\s.*>\\p{Cntrl}]{1,512}");

  private Tokens() {}

  static boolean isServerId(String text) {
    return SERVER_ID.matcher(text).matches();
  }

  static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }
}
