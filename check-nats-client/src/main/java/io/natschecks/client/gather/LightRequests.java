// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.Section;
import io.natschecks.client.reply.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The requests with one small answer a server, which all servers can be sent at once. */
final class LightRequests {

  /** A request, and the sections that its answer holds. */
  record Light(MonitoringRequest request, List<Section> sections) {
    Endpoint endpoint() {
      return request.endpoint();
    }
  }

  private LightRequests() {}

  /** The requests that gather what is light of some sections. */
  static List<Light> of(Set<Section> wanted) {
    List<Light> requests = new ArrayList<>();
    add(requests, wanted, MonitoringRequest.varz(), Section.VARZ);
    add(requests, wanted, MonitoringRequest.healthz(), Section.HEALTHZ);
    add(requests, wanted, MonitoringRequest.routez(), Section.ROUTEZ);
    boolean interest = wanted.contains(Section.GATEWAYZ_ACCOUNTS);
    add(
        requests,
        wanted,
        MonitoringRequest.gatewayz(interest),
        Section.GATEWAYZ,
        Section.GATEWAYZ_ACCOUNTS);
    if (!wanted.contains(Section.LEAFZ_SUBSCRIPTIONS)) {
      add(requests, wanted, MonitoringRequest.leafz(false), Section.LEAFZ);
    }
    add(requests, wanted, MonitoringRequest.subsz(), Section.SUBSZ);
    add(requests, wanted, MonitoringRequest.accountz(), Section.ACCOUNTZ);
    add(requests, wanted, MonitoringRequest.accstatz(), Section.ACCSTATZ);
    add(requests, wanted, MonitoringRequest.jsz(), Section.JSZ);
    return requests;
  }

  private static void add(
      List<Light> requests, Set<Section> wanted, MonitoringRequest request, Section... sections) {
    List<Section> held = List.of(sections).stream().filter(wanted::contains).toList();
    if (!held.isEmpty()) {
      requests.add(new Light(request, held));
    }
  }
}
