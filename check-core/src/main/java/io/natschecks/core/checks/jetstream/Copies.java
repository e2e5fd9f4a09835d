// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Copies of a stream, each as its own server reports it.
 *
 * @param views the copies, sorted by server
 * @param unseen names of the servers that should hold one too and do not speak of it
 */
record Copies(List<StreamView> views, List<String> unseen) {

  /** All copies but the leader's. */
  static Copies ofFollowers(LedStream stream) {
    List<StreamView> views = new ArrayList<>(stream.stream().views());
    views.remove(stream.view());
    return new Copies(views, unseen(stream, follower -> true));
  }

  /** The copy of the leader and those that it holds to be current. */
  static Copies current(LedStream stream) {
    Set<String> current =
        stream.followers().stream()
            .filter(Replica::current)
            .map(Replica::name)
            .collect(Collectors.toSet());
    List<StreamView> views =
        stream.stream().views().stream()
            .filter(
                view ->
                    view.serverId().equals(stream.view().serverId())
                        || current.contains(view.serverName()))
            .toList();
    return new Copies(views, unseen(stream, Replica::current));
  }

  /** The unseen ones, for people. */
  String unseenText() {
    return "what " + Names.listed(unseen) + " holds of it is not known";
  }

  private static List<String> unseen(LedStream stream, Predicate<Replica> wanted) {
    Set<String> seen =
        stream.stream().views().stream().map(StreamView::serverName).collect(Collectors.toSet());
    return stream.followers().stream()
        .filter(wanted)
        .map(Replica::name)
        .filter(name -> !seen.contains(name))
        .toList();
  }
}
