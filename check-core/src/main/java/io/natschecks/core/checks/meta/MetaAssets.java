// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.Display;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.shared.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * The copies of streams and consumers that the servers of a meta group hold.
 *
 * @param group key of the group
 * @param streams copies of streams
 * @param consumers copies of consumers
 * @param byServer the counts of each server, for people
 * @param missing whose counts are not known, for people; empty if all are
 */
record MetaAssets(
    String group, long streams, long consumers, List<String> byServer, String missing) {

  /** All copies of a group; a hole where those of a server are not known. */
  static final Track<MetaAssets> TOTAL =
      Track.of(
          Tracked.of("meta group assets", MetaAssets::in, MetaAssets::group),
          "meta.assets",
          assets -> assets.missing().isEmpty() ? assets.total() : Track.HOLE);

  private static List<MetaAssets> in(Snapshot snapshot) {
    return MetaPeers.of(snapshot).stream().map(group -> of(snapshot, group)).toList();
  }

  static MetaAssets of(Snapshot snapshot, MetaPeers group) {
    long streams = 0;
    long consumers = 0;
    List<String> byServer = new ArrayList<>();
    SortedSet<String> missing = group.names(peer -> !peer.hasAnswered());
    for (MetaGroupView view : group.views()) {
      Server server = snapshot.server(view.serverId());
      JetStreamServer jetStream = server == null ? null : server.jetStreamServer();
      if (jetStream == null || !snapshot.coverage().of(Section.JSZ, view.serverId()).isGathered()) {
        missing.add(view.serverName());
      } else {
        streams += jetStream.streams();
        consumers += jetStream.consumers();
        byServer.add(
            view.serverName()
                + ": "
                + Display.count(jetStream.streams(), "stream")
                + ", "
                + Display.count(jetStream.consumers(), "consumer"));
      }
    }
    return new MetaAssets(
        group.key(), streams, consumers, List.copyOf(byServer), text(group, missing));
  }

  long total() {
    return streams + consumers;
  }

  private static String text(MetaPeers group, SortedSet<String> missing) {
    if (missing.isEmpty()) {
      return group.isComplete() ? "" : "the members that answered list no peers";
    }
    return Names.listed(missing) + " did not say";
  }
}
