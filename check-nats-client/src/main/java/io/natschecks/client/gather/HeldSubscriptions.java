// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How many subscriptions each connection of an answer holds, to tell what can be asked for next.
 *
 * @param bytes length of the answer, in which no subscription is listed
 * @param cids numbers of the connections, in their order; -1 for one without
 * @param counts how many subscriptions each of them has
 */
@SuppressWarnings("ArrayRecordComponent") // It stays in one gathering and is not compared.
record HeldSubscriptions(long bytes, long[] cids, long[] counts) {

  /**
   * So many connections before one that is asked for by its place can have been closed since the
   * answer, so that those after it move up.
   */
  static final int SLACK = 8;

  /** Reads the connections of an answer; null where it does not tell. */
  static @Nullable HeldSubscriptions byConnections(byte[] connz, boolean enveloped) {
    return in(connz, Json.payload(connz, enveloped).path("connections"));
  }

  /** Reads the leaf nodes of an answer; null where it does not tell. */
  static @Nullable HeldSubscriptions byLeafNodes(byte[] leafz, boolean enveloped) {
    return in(leafz, Json.payload(leafz, enveloped).path("leafs"));
  }

  private static @Nullable HeldSubscriptions in(byte[] body, JsonNode list) {
    if (!list.isArray()) {
      return null;
    }
    HeldSubscriptions held =
        new HeldSubscriptions(body.length, new long[list.size()], new long[list.size()]);
    for (int i = 0; i < list.size(); i++) {
      held.cids[i] = list.path(i).path("cid").asLong(-1);
      held.counts[i] = list.path(i).path("subscriptions").asLong(-1);
      if (held.counts[i] < 0 || held.counts[i] > Integer.MAX_VALUE) {
        return null;
      }
    }
    return held;
  }

  int size() {
    return counts.length;
  }

  long all() {
    return sum(0, size());
  }

  /** Whether one connection can be asked for by its number, and fits into an answer. */
  boolean fits(int at, AnswerBound bound) {
    return cids[at] > 0 && bound.takesSubscriptions(counts[at], bytes);
  }

  /**
   * Whether those are known that take the place of a connection if some before it are closed.
   *
   * @param isLast whether no connections follow those known here
   */
  boolean isKnownAround(int at, boolean isLast) {
    return at < size() && (isLast || at + SLACK < size());
  }

  /** How many connections from one on fit into an answer, also if some before them are closed. */
  int fitting(int from, boolean isLast, AnswerBound bound) {
    long subscriptions = sum(from, Math.min(size(), from + SLACK));
    int length = 0;
    while (isKnownAround(from + length, isLast)) {
      int next = from + length + SLACK;
      subscriptions += next < size() ? counts[next] : 0;
      if (!bound.takesSubscriptions(subscriptions, bytes)) {
        break;
      }
      length++;
    }
    return length;
  }

  private long sum(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += counts[i];
    }
    return sum;
  }
}
