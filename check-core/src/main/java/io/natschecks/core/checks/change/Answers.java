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
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The servers that listed their accounts in a snapshot. They are known by name, which they keep
 * when they are restarted.
 *
 * @param idsByName ids of the servers of each name
 * @param others names of the servers that did not
 */
record Answers(Map<String, Set<String>> idsByName, SortedSet<String> others) {

  static Answers of(@Nullable Snapshot snapshot) {
    Map<String, Set<String>> ids = new HashMap<>();
    SortedSet<String> others = new TreeSet<>();
    if (snapshot != null) {
      snapshot.silentServers().forEach(silent -> others.add(silent.name()));
      for (Server server : snapshot.servers()) {
        if (snapshot.coverage().of(Section.ACCSTATZ, server.id()).isGathered()) {
          ids.computeIfAbsent(server.name(), key -> new TreeSet<>()).add(server.id());
        } else {
          others.add(server.name());
        }
      }
    }
    return new Answers(ids, others);
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
