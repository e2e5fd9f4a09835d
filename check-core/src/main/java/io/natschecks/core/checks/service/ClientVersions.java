// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.service;

import io.natschecks.api.snapshot.Service;
import io.natschecks.api.snapshot.ServiceInstance;
import io.natschecks.api.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The client libraries of a service's instances.
 *
 * @param groups instances of each language and version, the most frequent first
 * @param unknown how many instances tell neither
 */
record ClientVersions(List<Group> groups, long unknown) {

  /** Instances with the same client library. */
  record Group(String library, List<ServiceInstance> instances) {}

  static ClientVersions of(Service service) {
    Map<String, List<ServiceInstance>> byLibrary = new TreeMap<>();
    for (ServiceInstance instance : service.instances()) {
      String library = library(instance.clientLanguage(), instance.clientVersion());
      byLibrary.computeIfAbsent(library, any -> new ArrayList<>()).add(instance);
    }
    List<ServiceInstance> unknown = byLibrary.remove("");
    List<Group> groups = new ArrayList<>();
    byLibrary.forEach((library, instances) -> groups.add(new Group(library, instances)));
    groups.sort(Comparator.comparingInt(group -> -group.instances().size()));
    return new ClientVersions(groups, unknown == null ? 0 : unknown.size());
  }

  /** Such as go/1.37.0; empty if neither is known. */
  private static String library(@Nullable String language, @Nullable String version) {
    String name = language == null ? "" : language;
    return version == null || version.isEmpty() ? name : name + "/" + version;
  }

  boolean differ() {
    return groups.size() > 1;
  }

  /** Says whether there are several instances and fewer than two can be compared. */
  boolean areTooFewKnown() {
    return unknown > 0 && instances() < 2 && instances() + unknown > 1;
  }

  /** How many instances tell their client library. */
  long instances() {
    return groups.stream().mapToLong(group -> group.instances().size()).sum();
  }

  /** Such as go/1.37.0 (8), the most frequent first. */
  List<String> counted() {
    return groups.stream()
        .map(group -> group.library() + " (" + group.instances().size() + ")")
        .toList();
  }

  /** The instances with any but the most frequent client library, each with its server. */
  List<String> minority(Snapshot snapshot) {
    return groups.stream()
        .skip(1)
        .flatMap(group -> group.instances().stream())
        .map(instance -> Instances.described(instance, snapshot))
        .toList();
  }
}
