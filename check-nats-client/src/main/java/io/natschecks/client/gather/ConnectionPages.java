// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import java.util.EnumSet;
import java.util.Set;

/** Reads the open connections of a server page by page. */
final class ConnectionPages {

  private static final int PAGE = 512;
  private static final int PAGE_OVER_LEAF = 128;

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
    int length = channel.target().overLeaf() ? PAGE_OVER_LEAF : PAGE;
    // Services show by what their connections subscribe to.
    boolean subscriptions =
        sections.contains(Section.CONNZ_SUBSCRIPTIONS) || sections.contains(Section.SERVICES);
    long total = -1;
    for (int page = 0; page < limits.maxConnectionPages(); page++) {
      byte[] body = channel.relay(MonitoringRequest.connz(page, length, subscriptions), sections);
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
}
