// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Display;
import io.natschecks.api.Gap;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A cluster of which all servers must be known, because what one of them holds is judged by what
 * the others hold.
 *
 * @param name trimmed name of the cluster
 * @param servers servers of the cluster that answered
 * @param missing servers of the cluster, or of an unknown one, that did not say; one that lacks
 *     several sections stands there for each
 */
public record WholeCluster(String name, List<Server> servers, List<Gap> missing) {

  /**
   * Finds all clusters.
   *
   * @param context the evaluation
   * @param sections what must be known of every server
   * @return the clusters by trimmed name; servers without a cluster are in none
   */
  public static SortedMap<String, WholeCluster> of(CheckContext context, Section... sections) {
    SortedMap<String, WholeCluster> clusters = new TreeMap<>();
    for (String name : context.current().clusterNames()) {
      List<Gap> missing =
          Arrays.stream(sections)
              .flatMap(section -> context.missing(section, name).stream())
              .toList();
      clusters.put(name, new WholeCluster(name, context.current().serversOfCluster(name), missing));
    }
    return clusters;
  }

  /**
   * Leaves out servers that a check does not speak of.
   *
   * @param counts which servers stay
   * @return the cluster of these, with the same servers missing
   */
  public WholeCluster only(Predicate<Server> counts) {
    return new WholeCluster(name, servers.stream().filter(counts).toList(), missing);
  }

  /**
   * Says whether the servers can be routed to each other. Routes refuse a second server of a name:
   * leaf nodes that share one share no more than that.
   *
   * @return true if they have more than one name
   */
  public boolean hasPeers() {
    return servers.stream().map(Server::name).distinct().limit(2).count() > 1;
  }

  /**
   * Says whether all servers are known.
   *
   * @return true if none is missing
   */
  public boolean isKnown() {
    return missing.isEmpty();
  }

  /**
   * Says of an entity that nothing can be said, since servers are missing.
   *
   * @param verdict what is said of it
   * @param what what they did not say, such as: how many clients they have
   */
  public void skip(Verdict<?> verdict, String what) {
    verdict.skip(
        missing.isEmpty() ? SkipReason.NOT_EVALUABLE : missing.get(0).reason(),
        "not all servers of cluster " + Display.name(name) + " said " + what);
  }
}
