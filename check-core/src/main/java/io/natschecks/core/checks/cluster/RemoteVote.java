// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import io.natschecks.api.CheckContext;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.Majority;
import io.natschecks.core.checks.shared.WholeCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What remote clusters the servers of a cluster reach, by the number of servers. A server without
 * any gateway does not vote.
 *
 * @param cluster the cluster
 * @param votes servers by the remote clusters that they reach
 */
record RemoteVote(WholeCluster cluster, Majority<SortedSet<String>> votes) {

  private static final Comparator<SortedSet<String>> BY_NAMES =
      Comparator.comparing(names -> names.toArray(String[]::new), Arrays::compare);

  static Map<String, RemoteVote> of(CheckContext context) {
    Map<String, List<SortedSet<String>>> ballots = new TreeMap<>();
    for (Server server : context.current().servers()) {
      List<Gateway> gateways = server.gateways();
      if (gateways != null
          && context.current().coverage().of(Section.GATEWAYZ, server.id()).isGathered()
          && takesPart(server, gateways)) {
        ballots
            .computeIfAbsent(server.clusterName(), key -> new ArrayList<>())
            .add(GatewayReach.remotes(gateways));
      }
    }
    Map<String, WholeCluster> clusters = WholeCluster.of(context, Section.GATEWAYZ);
    Map<String, RemoteVote> votes = new TreeMap<>();
    ballots.forEach(
        (name, cast) ->
            votes.put(
                name,
                new RemoteVote(
                    Objects.requireNonNull(clusters.get(name)), Majority.of(cast, BY_NAMES))));
    return votes;
  }

  static boolean takesPart(Server server, List<Gateway> gateways) {
    return !server.clusterName().isEmpty() && gateways.stream().anyMatch(Gateway::outbound);
  }

  long voters() {
    return votes.voters();
  }

  /** What more than half of the servers reach, however the missing ones would vote; else null. */
  @Nullable SortedSet<String> winner() {
    return votes.ofMoreThanHalf(cluster.missing().size());
  }
}
