// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.snapshot.Route;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Collection;

/** Names for people. */
public final class Names {

  private static final int MOST = 5;

  private Names() {}

  /**
   * Names a server.
   *
   * @param snapshot the snapshot that may hold it
   * @param serverId its id
   * @return its name, or the id if it is not there
   */
  public static String ofServer(Snapshot snapshot, String serverId) {
    Server server = snapshot.server(serverId);
    return server == null ? serverId : server.name();
  }

  /**
   * Names the server at the other end of a route. Servers before 2.9.16 give only its id.
   *
   * @param snapshot the snapshot that may hold it
   * @param route the route
   * @return its name, else its id, else a text that says that it is not known
   */
  public static String ofRemote(Snapshot snapshot, Route route) {
    if (route.remoteName() != null) {
      return route.remoteName();
    }
    return route.remoteId() == null ? "an unknown server" : ofServer(snapshot, route.remoteId());
  }

  /**
   * The first of some names, for a message.
   *
   * @param names the names in their order
   * @return such as n1, n2, n3, n4, n5 and 3 more
   */
  public static String listed(Collection<String> names) {
    return String.join(", ", names.stream().limit(MOST).map(Display::name).toList())
        + (names.size() > MOST
            ? " and " + Display.count(names.size() - (long) MOST) + " more"
            : "");
  }
}
