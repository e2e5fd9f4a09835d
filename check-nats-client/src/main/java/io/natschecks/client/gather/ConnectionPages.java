// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the open connections of a server page by page. */
final class ConnectionPages {

  private static final int PAGE = 512;

  private final ServerChannel channel;
  private final Set<Section> sections;
  private final Set<Section> subjects;
  private final GatherLimits limits;
  private final int length;

  ConnectionPages(ServerChannel channel, Set<Section> wanted, GatherLimits limits) {
    this.channel = channel;
    this.sections = EnumSet.of(Section.CONNZ, Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES);
    this.sections.retainAll(wanted);
    // Services show by what their connections subscribe to.
    this.subjects = EnumSet.of(Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES);
    this.subjects.retainAll(wanted);
    this.limits = limits;
    this.length = channel.target().bound().connections(PAGE);
  }

  void gather() throws InterruptedException {
    if (sections.isEmpty()) {
      return;
    }
    if (subjects.isEmpty() || everyPageFits()) {
      pages(null);
    } else {
      SubscriptionRuns runs =
          new SubscriptionRuns(channel, subjects, length, limits.maxConnectionPages());
      pages(runs);
      runs.tell();
    }
  }

  /** Whether no page can be too large with its subscriptions, whichever connections are on it. */
  private boolean everyPageFits() throws InterruptedException {
    AnswerBound bound = channel.target().bound();
    long atMost = channel.target().subscriptions();
    if (atMost >= 0 && bound.takesSubscriptions(atMost, length)) {
      return true;
    }
    if (bound.isOverLeaf()) {
      return false; // There each page has to be weighed by itself.
    }
    try {
      byte[] most = channel.ask(MonitoringRequest.mostSubscriptions(length));
      HeldSubscriptions held = HeldSubscriptions.byConnections(most, channel.asker().enveloped());
      return held != null && bound.takesSubscriptions(held.all(), length);
    } catch (Unanswered e) {
      return false;
    }
  }

  /**
   * Reads the pages.
   *
   * @param runs gathers the subscriptions apart; null if they come with each page, or not at all
   */
  private void pages(@Nullable SubscriptionRuns runs) throws InterruptedException {
    boolean whole = runs == null && !subjects.isEmpty();
    boolean enveloped = channel.asker().enveloped();
    long total = -1;
    int offset = 0;
    for (int page = 0; page < limits.maxConnectionPages(); page++) {
      MonitoringRequest request = MonitoringRequest.connz(page, offset, length, whole);
      byte[] body = channel.ask(request, sections);
      if (body == null) {
        return;
      }
      total = Json.headNumber(body, enveloped, "total");
      long here = Json.headNumber(body, enveloped, "num_connections");
      boolean isLast = here <= 0 || offset + here >= total;
      int done = length;
      if (runs == null) {
        channel.deliver(request, body);
      } else {
        done = runs.gather(request, body, offset, isLast);
      }
      if (done == 0 || (isLast && done >= here)) {
        return;
      }
      offset += done;
    }
    channel.missing(
        sections, Status.TRUNCATED, "the first " + offset + " of " + total + " connections");
  }
}
