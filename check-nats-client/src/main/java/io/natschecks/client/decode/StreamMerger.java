// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins what servers say of their replicas of streams. */
final class StreamMerger {

  private static final Comparator<StreamEntry> ORDER =
      Comparator.<StreamEntry, String>comparing(entry -> entry.view().serverName())
          .thenComparing(entry -> entry.view().serverId());

  private final Map<StreamId, List<StreamEntry>> entries = new HashMap<>();

  void add(StreamEntry entry) {
    List<StreamEntry> known = entries.computeIfAbsent(entry.id(), id -> new ArrayList<>(3));
    for (int at = 0; at < known.size(); at++) {
      StreamEntry other = known.get(at);
      if (other.view().serverId().equals(entry.view().serverId())) {
        long difference = entry.view().state().lastSequence() - other.view().state().lastSequence();
        known.set(at, difference > 0 ? entry.withConfigOf(other) : other.withConfigOf(entry));
        return;
      }
    }
    known.add(entry);
  }

  List<Stream> merge() {
    List<Stream> streams = new ArrayList<>(entries.size());
    entries.values().forEach(of -> streams.add(stream(of)));
    return streams;
  }

  private static Stream stream(List<StreamEntry> entries) {
    entries.sort(ORDER);
    List<StreamView> views = entries.stream().map(StreamEntry::view).toList();
    StreamEntry first = entries.get(0);
    Stream stream = new Stream(first.id(), first.created(), config(entries), views);
    StreamView leader = stream.leaderView();
    if (leader == null) {
      return stream;
    }
    StreamEntry leading = entries.get(views.indexOf(leader));
    StreamConfig config = leading.config() == null ? stream.config() : leading.config();
    return new Stream(first.id(), leading.created(), config, views);
  }

  private static @Nullable StreamConfig config(List<StreamEntry> entries) {
    for (StreamEntry entry : entries) {
      if (entry.config() != null) {
        return entry.config();
      }
    }
    return null;
  }
}
