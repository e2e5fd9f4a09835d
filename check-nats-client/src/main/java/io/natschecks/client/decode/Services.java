// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.ServiceInstance;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.ServiceInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Joins service instances to services: the connections that serve them, and what they answer. */
public final class Services {

  private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

  /** Its own client first: links of leaf nodes have the subscription too, and no client library. */
  private static final Comparator<ServiceInstance> ORDER =
      Comparator.<ServiceInstance, Boolean>comparing(each -> each.clientLanguage() == null)
          .thenComparing(ServiceInstance::serverId, TEXT)
          .thenComparing(ServiceInstance::clientLanguage, TEXT)
          .thenComparing(ServiceInstance::clientVersion, TEXT)
          .thenComparing(ServiceInstance::clientName, TEXT);

  /** An instance: the least of what is said of it, so that the order of answers never shows. */
  private static final class Draft {
    @Nullable ServiceInstance connected;
    @Nullable String version;

    ServiceInstance instance(String id) {
      ServiceInstance at = connected;
      return at == null
          ? new ServiceInstance(id, null, version, null, null, null)
          : new ServiceInstance(
              id, at.serverId(), version, at.clientLanguage(), at.clientVersion(), at.clientName());
    }
  }

  private final Map<String, Map<String, Map<String, Draft>>> found = new TreeMap<>();

  /** Gives the services of an account of which nothing else is known. */
  public static List<Service> of(AccountServices services) {
    Services joined = new Services();
    joined.add(services);
    return joined.merge();
  }

  void add(ServiceSighting sighting) {
    ServiceInstance instance = sighting.instance();
    Draft draft = draft(sighting.account(), sighting.service(), instance.id());
    if (draft.connected == null || ORDER.compare(instance, draft.connected) < 0) {
      draft.connected = instance;
    }
  }

  void add(AccountServices services) {
    for (ServiceInfo info : services.services()) {
      Draft draft = draft(services.account(), info.name(), info.id());
      String version = info.version();
      if (version != null && (draft.version == null || version.compareTo(draft.version) < 0)) {
        draft.version = version;
      }
    }
  }

  private Draft draft(String account, String service, String id) {
    return found
        .computeIfAbsent(account, key -> new TreeMap<>())
        .computeIfAbsent(service, key -> new TreeMap<>())
        .computeIfAbsent(id, key -> new Draft());
  }

  List<Service> merge() {
    List<Service> services = new ArrayList<>();
    found.forEach(
        (account, byName) ->
            byName.forEach(
                (name, drafts) -> {
                  List<ServiceInstance> instances = new ArrayList<>(drafts.size());
                  drafts.forEach((id, draft) -> instances.add(draft.instance(id)));
                  services.add(new Service(account, name, instances));
                }));
    return services;
  }
}
