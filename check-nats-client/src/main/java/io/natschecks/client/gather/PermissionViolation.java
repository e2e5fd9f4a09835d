// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What a server said last of permissions on a connection. It says so in an error that belongs to no
 * request, and quotes the subject.
 */
public final class PermissionViolation {

  private PermissionViolation() {}

  /** The error, if it quotes a subject; null if there is none of that kind. */
  static @Nullable String quoting(Connection connection, @Nullable String subject) {
    String error = connection.getLastError();
    return error != null
            && subject != null
            && error.contains("Permissions Violation")
            && error.contains('"' + subject + '"')
        ? error
        : null;
  }

  /** Whether the user was not allowed to publish or subscribe to a subject. */
  public static boolean isOf(Connection connection, String subject) {
    return quoting(connection, subject) != null;
  }

  /** Whether the user was not allowed to publish to a subject that begins like this. */
  public static boolean isOfPublishBelow(Connection connection, String prefix) {
    return says(connection, "Publish", prefix);
  }

  /** Whether the user was not allowed to subscribe to where answers go. */
  public static boolean isOfInbox(Connection connection) {
    return says(connection, "Subscription", connection.getOptions().getInboxPrefix());
  }

  private static boolean says(Connection connection, String what, String prefix) {
    String error = connection.getLastError();
    return error != null && error.contains("Permissions Violation for " + what + " to \"" + prefix);
  }

  /** Forgets an error that quotes a subject: it may have been allowed since. */
  public static void forget(Connection connection, String subject) {
    if (isOf(connection, subject)) {
      connection.clearLastError();
    }
  }
}
