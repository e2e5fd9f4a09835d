// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes addresses so that they can be shown. */
final class Addresses {

  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#]*@");
  private static final Pattern QUERY = Pattern.compile("[?#].*");

  private Addresses() {}

  /** Leaves out user, password and query. */
  static String withoutSecrets(@Nullable String address) {
    if (address == null) {
      return "an unknown address";
    }
    return QUERY.matcher(USER_INFO.matcher(address).replaceAll("")).replaceAll("");
  }
}
