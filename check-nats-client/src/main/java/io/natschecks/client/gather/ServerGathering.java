// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.client.gather.LightRequests.Light;
import io.natschecks.client.reply.Endpoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gathers the sections of one server, one request after another. */
final class ServerGathering {

  private static final int CLOSED_CONNECTIONS = 100;

  private final ServerChannel channel;
  private final Set<Section> wanted;
  private final GatherLimits limits;

  ServerGathering(ServerChannel channel, Set<Section> wanted, GatherLimits limits) {
    this.channel = channel;
    this.wanted = wanted;
    this.limits = limits;
  }

  /**
   * Gathers all sections but accounts in detail.
   *
   * @param answered what the server has answered already
   */
  void gather(Set<Endpoint> answered) throws InterruptedException {
    for (Light light : LightRequests.of(wanted)) {
      if (!answered.contains(light.endpoint())) {
        channel.relay(light.request(), light.sections());
      }
    }
    leafSubscriptions();
    JetStreamDetails details = new JetStreamDetails(channel, wanted, limits);
    details.gather();
    new ConnectionPages(channel, wanted, limits).gather();
    if (wanted.contains(Section.CONNZ_CLOSED)) {
      channel.relay(
          MonitoringRequest.connzClosed(channel.target().bound().connections(CLOSED_CONNECTIONS)),
          List.of(Section.CONNZ_CLOSED));
    }
  }

  private void leafSubscriptions() throws InterruptedException {
    if (!wanted.contains(Section.LEAFZ_SUBSCRIPTIONS)) {
      return;
    }
    Set<Section> sections = EnumSet.of(Section.LEAFZ, Section.LEAFZ_SUBSCRIPTIONS);
    sections.retainAll(wanted);
    boolean fits = leafSubscriptionsFit();
    byte[] body = channel.relay(MonitoringRequest.leafz(fits), sections);
    if (body != null && !fits) {
      channel.missing(
          List.of(Section.LEAFZ_SUBSCRIPTIONS),
          Status.TRUNCATED,
          "left out: " + channel.target().bound().harm());
    }
  }

  private boolean leafSubscriptionsFit() throws InterruptedException {
    AnswerBound bound = channel.target().bound();
    long atMost = channel.target().subscriptions();
    if (bound.isOverLeaf()) {
      return false;
    }
    if (atMost >= 0 && bound.takesSubscriptions(atMost, 0)) {
      return true;
    }
    try {
      byte[] leafz = channel.ask(MonitoringRequest.leafz(false));
      HeldSubscriptions held = HeldSubscriptions.byLeafNodes(leafz, channel.asker().enveloped());
      return held != null && bound.takesSubscriptions(held.all(), leafz.length);
    } catch (Unanswered e) {
      return false;
    }
  }
}
