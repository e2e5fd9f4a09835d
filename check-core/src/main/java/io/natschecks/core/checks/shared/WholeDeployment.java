// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;

/**
 * Says whether all servers gave a section. What is added up over the servers is followed in such
 * snapshots alone: a server that is missing would look like a fall.
 */
public final class WholeDeployment {

  private WholeDeployment() {}

  /**
   * Says whether a snapshot has a section of all servers.
   *
   * @param section the section
   * @param snapshot the snapshot
   * @return false if a server was silent, or did not give it
   */
  public static boolean gave(Section section, Snapshot snapshot) {
    return snapshot.silentServers().isEmpty()
        && snapshot.servers().stream()
            .allMatch(server -> snapshot.coverage().of(section, server.id()).isGathered());
  }
}
