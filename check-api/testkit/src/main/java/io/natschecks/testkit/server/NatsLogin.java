// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a client gets into an account: with user and password, or with a credentials file.
 *
 * @param user user; null with a file
 * @param password password; null with a file
 * @param credentials credentials file of a JWT user, which goes with the cluster; null with a
 *     password
 * @since 0.1
 */
public record NatsLogin(
    @Nullable String user, @Nullable String password, @Nullable Path credentials) {

  static NatsLogin password(String user, String password) {
    return new NatsLogin(user, password, null);
  }

  static NatsLogin file(Path credentials) {
    return new NatsLogin(null, null, credentials);
  }

  /** Tells nothing secret. */
  @Override
  public String toString() {
    return user == null ? "NatsLogin[credentials file]" : "NatsLogin[user " + user + "]";
  }
}
