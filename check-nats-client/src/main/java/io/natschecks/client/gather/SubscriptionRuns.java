// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the connections of a page subscribe to in several answers, each of which is small
 * enough. A connection that alone is too large for one is left out.
 */
final class SubscriptionRuns {

  private final ServerChannel channel;
  private final AnswerBound bound;
  private final Set<Section> subjects;
  private final int most;
  private int page;
  private int leftOut;
  private long largest;
  private long cidOfLargest;

  /**
   * Prepares for one server.
   *
   * @param subjects the sections that need subscriptions
   * @param most most connections of a page
   * @param firstPage a number that no page of the server has, nor any above it
   */
  SubscriptionRuns(ServerChannel channel, Set<Section> subjects, int most, int firstPage) {
    this.channel = channel;
    this.bound = channel.target().bound();
    this.subjects = subjects;
    this.most = most;
    this.page = firstPage;
  }

  /**
   * Gathers the connections of a page.
   *
   * @param request asked for the page without subscriptions
   * @param body the answer
   * @param offset the place of its first connection
   * @param isLast whether no page follows
   * @return how many connections are done; the next page begins after them, so that it is known
   *     again where connections are
   */
  int gather(MonitoringRequest request, byte[] body, int offset, boolean isLast)
      throws InterruptedException {
    HeldSubscriptions held = HeldSubscriptions.byConnections(body, channel.asker().enveloped());
    if (held == null) {
      channel.deliver(request, body);
      channel.missing(
          subjects,
          Status.TRUNCATED,
          "left out: it cannot be read how many subscriptions there are");
      return most;
    }
    boolean complete = true;
    int at = 0;
    int end = page + HeldSubscriptions.SLACK;
    while (at < held.size() && page < end) {
      int run = held.fitting(at, isLast, bound);
      if (run > 0) {
        // Connections that were opened meanwhile come last.
        int room = isLast && at + run == held.size() ? HeldSubscriptions.SLACK : 0;
        int limit = Math.min(most, run + room);
        complete &= relay(MonitoringRequest.connz(page++, offset + at, limit, true));
      } else if (at > 0 && !held.isKnownAround(at, isLast)) {
        break;
      } else {
        run = 1;
        complete &= one(held, at);
      }
      at += run;
    }
    if (!complete || at == 0) {
      channel.deliver(request, body);
    }
    return at;
  }

  private boolean one(HeldSubscriptions held, int at) throws InterruptedException {
    long cid = held.cids()[at];
    if (held.fits(at, bound)) {
      return relay(MonitoringRequest.connection(page++, cid));
    }
    long count = held.counts()[at];
    leftOut++;
    if (count > largest) {
      largest = count;
      cidOfLargest = cid;
    }
    return false;
  }

  private boolean relay(MonitoringRequest request) throws InterruptedException {
    byte @Nullable [] body = channel.relay(request, subjects);
    return body != null;
  }

  /** Records what was left out of all pages. */
  void tell() {
    if (leftOut == 0) {
      return;
    }
    String others = leftOut == 1 ? "" : " and those of " + (leftOut - 1) + " more";
    channel.missing(
        subjects,
        Status.TRUNCATED,
        "left out: the "
            + largest
            + " subscriptions of connection "
            + cidOfLargest
            + others
            + ", as "
            + bound.harm());
  }
}
