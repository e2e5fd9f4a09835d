// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the open connections of a server page by page. */
final class ConnectionPages {

  private static final int PAGE = 512;

  private final ServerChannel channel;
  private final Set<Section> sections;
  private final GatherLimits limits;

  ConnectionPages(ServerChannel channel, Set<Section> wanted, GatherLimits limits) {
    this.channel = channel;
    this.sections = EnumSet.of(Section.CONNZ, Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES);
    this.sections.retainAll(wanted);
    this.limits = limits;
  }

  void gather() throws InterruptedException {
    if (sections.isEmpty()) {
      return;
    }
    int length = channel.target().bound().connections(PAGE);
    long total = -1;
    for (int page = 0; page < limits.maxConnectionPages(); page++) {
      byte[] body = page(page, length);
      if (body == null) {
        return;
      }
      boolean enveloped = channel.asker().enveloped();
      total = Json.headNumber(body, enveloped, "total");
      long here = Json.headNumber(body, enveloped, "num_connections");
      long seen = (long) page * length + here;
      if (here <= 0 || seen >= total) {
        return;
      }
    }
    int most = limits.maxConnectionPages() * length;
    channel.missing(
        sections, Status.TRUNCATED, "the first " + most + " of " + total + " connections");
  }

  private byte @Nullable [] page(int page, int length) throws InterruptedException {
    // Services show by what their connections subscribe to.
    Set<Section> subjects = EnumSet.of(Section.CONNZ_SUBSCRIPTIONS, Section.SERVICES);
    subjects.retainAll(sections);
    MonitoringRequest full = MonitoringRequest.connz(page, length, !subjects.isEmpty());
    AnswerBound bound = channel.target().bound();
    if (subjects.isEmpty() || !bound.isOverLeaf()) {
      return channel.relay(full, sections);
    }
    MonitoringRequest request = MonitoringRequest.connz(page, length, false);
    byte[] body = channel.ask(request, sections);
    if (body == null) {
      return null;
    }
    long count = subscriptions(body);
    if (bound.takesSubscriptions(count, body.length)) {
      return channel.relay(full, sections);
    }
    channel.deliver(request, body);
    channel.missing(
        subjects,
        Status.TRUNCATED,
        "left out: an answer with " + count + " subscriptions can cut the leaf link to the server");
    return body;
  }

  private long subscriptions(byte[] connz) {
    long count = 0;
    for (JsonNode connection :
        Json.payload(connz, channel.asker().enveloped()).path("connections")) {
      count += Math.max(0, Math.min(Integer.MAX_VALUE, connection.path("subscriptions").asLong(0)));
    }
    return count;
  }
}
