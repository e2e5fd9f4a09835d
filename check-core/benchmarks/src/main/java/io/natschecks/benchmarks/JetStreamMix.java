// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

/**
 * The streams of an account.
 *
 * @param streams number of streams
 * @param consumersPerStream number of consumers of each
 * @param replicatedPercent how many streams, with their consumers, have three replicas; all others
 *     have one
 */
record JetStreamMix(int streams, int consumersPerStream, int replicatedPercent) {

  /** One stream in five is replicated. */
  static JetStreamMix common(int streams, int consumersPerStream) {
    return new JetStreamMix(streams, consumersPerStream, 20);
  }

  static JetStreamMix replicated(int streams, int consumersPerStream) {
    return new JetStreamMix(streams, consumersPerStream, 100);
  }
}
