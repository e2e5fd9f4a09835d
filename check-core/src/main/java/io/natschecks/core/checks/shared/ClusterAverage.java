// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Server;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The average of a value over the servers of a cluster, the judged one included, and who lies far
 * above it.
 *
 * @param cluster the cluster
 * @param sum the value of all its servers
 * @param servers servers that have the value
 */
public record ClusterAverage(WholeCluster cluster, double sum, int servers) {

  /**
   * Averages over a cluster.
   *
   * @param <S> the section
   * @param cluster the cluster
   * @param part reads the section from a server; null where it is missing
   * @param value reads the value from the section
   * @return the average over the servers that have the section
   */
  public static <S> ClusterAverage of(
      WholeCluster cluster, Function<Server, @Nullable S> part, ToLongFunction<S> value) {
    double sum = 0;
    int servers = 0;
    for (Server server : cluster.servers()) {
      S known = part.apply(server);
      if (known != null) {
        sum += value.applyAsLong(known);
        servers++;
      }
    }
    return new ClusterAverage(cluster, sum, servers);
  }

  /**
   * Says whether the value of all servers is known.
   *
   * @return false if one is missing, or does not tell the value
   */
  public boolean isKnown() {
    return cluster.isKnown() && servers == cluster.servers().size();
  }

  /**
   * Says of an entity that nothing can be said, since values are missing.
   *
   * @param verdict what is said of it
   * @param what what servers did not say, such as: how much memory they use
   */
  public void skip(Verdict<?> verdict, String what) {
    cluster.skip(verdict, what);
  }

  /**
   * The average.
   *
   * @return the sum over the number of servers; 0 without servers
   */
  public double value() {
    return servers == 0 ? 0 : sum / servers;
  }

  /**
   * How many times the average a value is.
   *
   * @param value the value of a server
   * @return the ratio; 0 if the average is not above 0
   */
  public double ratio(long value) {
    return sum > 0 ? value / value() : 0;
  }

  /**
   * Says whether a value lies far above the average. Nothing is divided, so that a value of exactly
   * the multiple is never taken for more.
   *
   * @param value the value of a server
   * @param multiple how many times the average is still allowed
   * @return true if there is an average and the value is more than this multiple of it
   */
  public boolean isExceeded(long value, double multiple) {
    return sum > 0 && (double) value * servers > multiple * sum;
  }
}
