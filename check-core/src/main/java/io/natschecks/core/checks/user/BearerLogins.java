// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.user;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.User;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The logins that are by bearer token, or might be. A JWT that is shown tells. One that is not
 * shown tells as much on releases that hide the JWTs of bearer users, and only theirs: every other
 * login by JWT shows it, and only logins by JWT have both the key of a user and that of an issuer.
 */
final class BearerLogins {

  private static final Pattern USER_KEY = Pattern.compile("U[A-Z2-7]{55}");
  private static final Pattern ACCOUNT_KEY = Pattern.compile("A[A-Z2-7]{55}");

  /** How many client names are remembered of a user. */
  private static final int MOST_CLIENTS = 1_000;

  /** What is known of the logins of a user. */
  static final class Login {
    private final SortedSet<String> clients = new TreeSet<>();
    private boolean claimed;
    private boolean inferred;

    /** How it was found; null if it is not known whether the user is one. */
    @Nullable String evidence() {
      if (claimed) {
        return "claim in its JWT";
      }
      return inferred ? "inferred: its servers hide the JWTs of bearer users" : null;
    }

    SortedSet<String> clients() {
      return clients;
    }
  }

  private final Map<Entity.User, Login> logins = new HashMap<>();

  private BearerLogins() {}

  static BearerLogins in(Snapshot snapshot) {
    BearerLogins found = new BearerLogins();
    for (Connection connection : snapshot.connections()) {
      if (connection.isOpen() && mayBeBearer(connection)) {
        found.add(connection, snapshot.server(connection.serverId()));
      }
    }
    return found;
  }

  private static boolean mayBeBearer(Connection connection) {
    Boolean bearer = connection.bearer();
    return bearer == null
        ? isKey(USER_KEY, connection.user()) && isKey(ACCOUNT_KEY, connection.issuerKey())
        : bearer;
  }

  private static boolean isKey(Pattern form, @Nullable String text) {
    return text != null && form.matcher(text).matches();
  }

  private void add(Connection connection, @Nullable Server server) {
    if (connection.account() == null || connection.user() == null) {
      return;
    }
    Login login =
        logins.computeIfAbsent(
            new Entity.User(connection.account(), connection.user()), user -> new Login());
    if (Boolean.TRUE.equals(connection.bearer())) {
      login.claimed = true;
    } else if (server != null && hidesBearers(server.version())) {
      login.inferred = true;
    }
    if (connection.name() != null && login.clients.size() < MOST_CLIENTS) {
      login.clients.add(connection.name());
    }
  }

  /** From 2.11.17, 2.12.8 and 2.14.0 on. */
  static boolean hidesBearers(ServerVersion version) {
    if (version.major() == 2 && version.minor() == 11) {
      return version.patch() >= 17;
    }
    if (version.major() == 2 && version.minor() == 12) {
      return version.patch() >= 8;
    }
    return version.isAtLeast(2, 14);
  }

  /** The logins of a user; null if none of them can be by bearer token. */
  @Nullable Login of(User user) {
    return logins.get(Entity.of(user));
  }
}
