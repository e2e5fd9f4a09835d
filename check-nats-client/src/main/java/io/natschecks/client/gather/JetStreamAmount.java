// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import tools.jackson.databind.JsonNode;

/**
 * How much of JetStream a server or an account has.
 *
 * @param streams streams on the server
 * @param consumers consumers on the server
 * @param raftGroups most Raft groups that these can have on the server
 */
record JetStreamAmount(long streams, long consumers, long raftGroups) {

  /** What a server counts of itself. */
  static JetStreamAmount ofServer(JsonNode jsz) {
    long streams = count(jsz, "streams", 0);
    long consumers = count(jsz, "consumers", 0);
    return new JetStreamAmount(streams, consumers, count(jsz, "ha_assets", streams + consumers));
  }

  /** What an answer lists, be it more than was asked for; at most what the server has. */
  JetStreamAmount listedIn(JsonNode jsz) {
    if (jsz.isMissingNode()) {
      return this;
    }
    long listed = 0;
    long consuming = 0;
    for (JsonNode account : jsz.path("account_details")) {
      for (JsonNode stream : account.path("stream_detail")) {
        listed++;
        consuming += count(stream.path("state"), "consumer_count", consumers);
      }
    }
    return new JetStreamAmount(
        Math.min(streams, listed),
        Math.min(consumers, consuming),
        Math.min(raftGroups, listed + consuming));
  }

  /** A count of the server, within what can be reckoned with. */
  private static long count(JsonNode counts, String name, long otherwise) {
    return Math.max(0, Math.min(Integer.MAX_VALUE, counts.path(name).asLong(otherwise)));
  }

  long all() {
    return streams + consumers;
  }
}
