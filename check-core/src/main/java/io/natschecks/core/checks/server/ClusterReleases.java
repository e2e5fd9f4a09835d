// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Display;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.core.checks.shared.Majority;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The releases that run in a cluster.
 *
 * @param votes servers by release
 * @param missing servers that did not tell theirs
 */
record ClusterReleases(Majority<ServerVersion> votes, long missing) {

  static ClusterReleases of(CheckContext context, String cluster) {
    List<Server> answered =
        context.current().serversOfCluster(cluster).stream()
            .filter(
                server -> context.current().coverage().of(Section.VARZ, server.id()).isGathered())
            .toList();
    List<ServerVersion> known =
        answered.stream().map(Server::version).filter(ServerVersion::isKnown).toList();
    return new ClusterReleases(
        Majority.of(known, Comparator.naturalOrder()),
        context.missing(Section.VARZ, cluster).size() + answered.size() - known.size());
  }

  /** The release of most servers, the newest of them on a tie; null if missing servers decide. */
  @Nullable ServerVersion majority() {
    return votes.isDecided(missing) ? votes.greatestOfMost() : null;
  }

  /** A release with the number of its servers, for people. */
  String count(ServerVersion version) {
    return Display.name(version.text())
        + " on "
        + Display.count(votes.votes().getOrDefault(version, 0), "server");
  }

  List<String> counts() {
    return votes.votes().keySet().stream().map(this::count).toList();
  }
}
