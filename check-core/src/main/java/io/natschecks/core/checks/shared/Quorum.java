// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether enough members of a Raft group are there to decide anything.
 *
 * @param size members of the group, this is the configured number of replicas
 * @param needed members that must be there
 * @param offline names of the members that are held to be offline
 */
public record Quorum(int size, int needed, SortedSet<String> offline) {

  /**
   * Counts the members of a group.
   *
   * @param size members of the group
   * @param offline names of the members that are held to be offline
   * @return the quorum, with more than half of the members needed
   */
  public static Quorum of(int size, SortedSet<String> offline) {
    return new Quorum(size, needed(size), offline);
  }

  /**
   * How many members a group needs.
   *
   * @param size members of the group
   * @return more than half of them
   */
  public static int needed(int size) {
    return size / 2 + 1;
  }

  /**
   * Says whether the quorum is lost.
   *
   * @return true if fewer members are there than are needed
   */
  public boolean isLost() {
    return size - offline.size() < needed;
  }

  /**
   * How many members are there.
   *
   * @return those that are not offline, never negative
   */
  public int online() {
    return Math.max(0, size - offline.size());
  }

  /**
   * The members that a list holds to be offline.
   *
   * @param replicas the other members, as one of them sees them
   * @return their names
   */
  public static SortedSet<String> offline(Collection<Replica> replicas) {
    SortedSet<String> offline = Collections.emptySortedSet();
    for (Replica replica : replicas) {
      if (replica.offline()) {
        offline = offline.isEmpty() ? new TreeSet<>() : offline;
        offline.add(replica.name());
      }
    }
    return offline;
  }

  /**
   * The members that a group without a leader holds to be offline. Who sees a member online wins
   * over who does not, and a member that answered is online.
   *
   * @param views what the members say that answered
   * @param answered names of these members
   * @return the names of the others that every view holds to be offline
   */
  public static SortedSet<String> offline(List<ClusterInfo> views, Set<String> answered) {
    Map<String, Boolean> offline = new HashMap<>();
    for (ClusterInfo view : views) {
      for (Replica replica : view.replicas()) {
        offline.merge(replica.name(), replica.offline(), Boolean::logicalAnd);
      }
    }
    SortedSet<String> names = new TreeSet<>();
    offline.forEach(
        (name, isOffline) -> {
          if (isOffline && !answered.contains(name)) {
            names.add(name);
          }
        });
    return names;
  }

  /**
   * Adds the count of members to the evidence of a finding.
   *
   * @param finding the finding
   * @return the finding
   */
  public FindingBuilder describe(FindingBuilder finding) {
    return finding
        .observed("online", online(), "members")
        .limit("quorum_needed", needed, "members")
        .with("members", size, "members")
        .with("offline_peers", offline);
  }

  /**
   * The quorum for people.
   *
   * @param member what the members are called, in the singular
   * @return such as 1 of 3 peers online, 2 needed for a quorum; offline: n2, n3
   */
  public String text(String member) {
    return Display.count(online())
        + " of "
        + Display.count(size, member)
        + " online, "
        + Display.count(needed)
        + " needed for a quorum; offline: "
        + Names.listed(offline);
  }
}
