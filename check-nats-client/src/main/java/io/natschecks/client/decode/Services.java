// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.ServiceInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins service instances to services. */
final class Services {

  private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<ServiceInstance> ORDER =
      Comparator.comparing(ServiceInstance::serverId, TEXT)
          .thenComparing(ServiceInstance::clientLanguage, TEXT)
          .thenComparing(ServiceInstance::clientVersion, TEXT);

  private final Map<String, Map<String, Map<String, ServiceInstance>>> found = new TreeMap<>();

  void add(ServiceSighting sighting) {
    found
        .computeIfAbsent(sighting.account(), key -> new TreeMap<>())
        .computeIfAbsent(sighting.service(), key -> new TreeMap<>())
        .merge(
            sighting.instance().id(),
            sighting.instance(),
            (known, other) -> ORDER.compare(other, known) < 0 ? other : known);
  }

  List<Service> merge() {
    List<Service> services = new ArrayList<>();
    found.forEach(
        (account, byName) ->
            byName.forEach(
                (name, instances) ->
                    services.add(new Service(account, name, List.copyOf(instances.values())))));
    return services;
  }
}
