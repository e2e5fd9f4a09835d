// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a deployment.
 *
 * @param url addresses of servers, separated by commas; null if there are none
 * @param login who to be
 * @param tls the files that make a connection safe
 * @param tlsFirst whether the connection is made safe before the server says anything
 * @param inboxPrefix where answers go; null for the usual place
 */
record NatsSettings(
    @Nullable String url, Login login, Tls tls, boolean tlsFirst, @Nullable String inboxPrefix) {

  /** The same place as a user of another account. */
  NatsSettings as(Login other) {
    return new NatsSettings(url, other, tls, tlsFirst, null);
  }

  /** Nothing is set. */
  static final NatsSettings NONE = new NatsSettings(null, Login.ANONYMOUS, Tls.NONE, false, null);

  /**
   * PEM files.
   *
   * @param ca certificates of authorities to trust; null for those that Java trusts
   * @param certificate own certificate; null for none
   * @param key its key; null for none
   */
  record Tls(@Nullable Path ca, @Nullable Path certificate, @Nullable Path key) {

    static final Tls NONE = new Tls(null, null, null);

    boolean isSet() {
      return !equals(NONE);
    }
  }
}
