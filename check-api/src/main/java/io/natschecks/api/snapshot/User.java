// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user with at least one open connection.
 *
 * @param account account id
 * @param name the user as which clients are authorized
 * @param connections open connections, all servers and kinds
 * @param bearer whether a JWT of it is a bearer token; null if no connection shows one
 * @since 0.1
 */
public record User(String account, String name, int connections, @Nullable Boolean bearer) {

  public User {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(name, "name");
  }
}
