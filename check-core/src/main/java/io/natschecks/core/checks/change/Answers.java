// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The servers that listed their accounts in a snapshot. They are known by name, which they keep
 * when they are restarted.
 *
 * @param idsByName ids of the servers of each name
 */
record Answers(Map<String, Set<String>> idsByName) {

  static Answers of(@Nullable Snapshot snapshot) {
    Map<String, Set<String>> ids = new HashMap<>();
    if (snapshot != null) {
      for (Server server : snapshot.servers()) {
        if (snapshot.coverage().of(Section.ACCSTATZ, server.id()).isGathered()) {
          ids.computeIfAbsent(server.name(), key -> new TreeSet<>()).add(server.id());
        }
      }
    }
    return new Answers(ids);
  }

  Set<String> names() {
    return idsByName.keySet();
  }

  /** Those of some servers that are not the same incarnation in another snapshot. */
  List<String> restarted(Collection<String> names, Answers other) {
    return names.stream().filter(name -> !ids(name).equals(other.ids(name))).toList();
  }

  private Set<String> ids(String name) {
    return idsByName.getOrDefault(name, Set.of());
  }
}
