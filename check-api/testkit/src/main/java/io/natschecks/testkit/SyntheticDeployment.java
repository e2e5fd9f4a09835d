// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.snapshot.Snapshot;

/**
 * Deployments of any size, for benchmarks and memory tests. Equal seeds and sizes give equal
 * snapshots. Servers form clusters of three with JetStream; one stream in five has a single copy,
 * some have no limits. Names and configurations are shared as a decoder shares them. Nothing in it
 * is meant to be healthy or not. Immutable.
 *
 * @since 0.1
 */
public final class SyntheticDeployment {

  private final long seed;
  private final int servers;
  private final int accounts;
  private final int streams;
  private final int consumers;
  private final int connections;

  private SyntheticDeployment(
      long seed, int servers, int accounts, int streams, int consumers, int connections) {
    this.seed = seed;
    this.servers = servers;
    this.accounts = accounts;
    this.streams = streams;
    this.consumers = consumers;
    this.connections = connections;
  }

  /**
   * Starts with three servers, one account, and nothing else.
   *
   * @param seed decides all that varies
   * @return the deployment
   */
  public static SyntheticDeployment seed(long seed) {
    return new SyntheticDeployment(seed, 3, 1, 0, 0, 0);
  }

  /**
   * Sets the number of servers.
   *
   * @param count at least 1
   * @return another deployment
   */
  public SyntheticDeployment servers(int count) {
    return new SyntheticDeployment(
        seed, atLeastOne(count), accounts, streams, consumers, connections);
  }

  /**
   * Sets the number of accounts.
   *
   * @param count at least 1
   * @return another deployment
   */
  public SyntheticDeployment accounts(int count) {
    return new SyntheticDeployment(
        seed, servers, atLeastOne(count), streams, consumers, connections);
  }

  /**
   * Sets the number of streams.
   *
   * @param count 0 or more
   * @return another deployment
   */
  public SyntheticDeployment streams(int count) {
    return new SyntheticDeployment(seed, servers, accounts, count, consumers, connections);
  }

  /**
   * Sets the number of consumers, which spread over the streams.
   *
   * @param count 0 or more; 0 without streams
   * @return another deployment
   */
  public SyntheticDeployment consumers(int count) {
    return new SyntheticDeployment(seed, servers, accounts, streams, count, connections);
  }

  /**
   * Sets the number of open connections, which spread over servers and accounts.
   *
   * @param count 0 or more
   * @return another deployment
   */
  public SyntheticDeployment connections(int count) {
    return new SyntheticDeployment(seed, servers, accounts, streams, consumers, count);
  }

  /**
   * Makes the snapshot.
   *
   * @return the snapshot, all sections gathered
   * @throws IllegalStateException for consumers without streams
   */
  public Snapshot snapshot() {
    if (consumers > 0 && streams == 0) {
      throw new IllegalStateException("consumers need streams");
    }
    return new SyntheticSnapshot(seed, servers, accounts).snapshot(streams, consumers, connections);
  }

  private static int atLeastOne(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one, not " + count);
    }
    return count;
  }
}
