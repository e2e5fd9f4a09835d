// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.util.regex.Pattern;

/** Keeps secrets out of what is shown. */
final class Secrets {

  /** User and password, or a token, in a URL. The last @ ends them: a password can hold others. */
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s,\\]]*@");

  private static final Pattern SEED = Pattern.compile("\\bS[ACNOPUX][A-Z2-7]{56}\\b");

  private static final Pattern JWT = Pattern.compile("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}(\\.[\\w-]+)?");

  private Secrets() {}

  static String masked(String text) {
    String masked = USER_INFO.matcher(text).replaceAll("***@");
    masked = SEED.matcher(masked).replaceAll("***");
    return JWT.matcher(masked).replaceAll("***");
  }
}
