// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history of servers whose names are their numbers, beside all that was ever put into it. */
final class RecordedHistory {

  static final Tracked<Server> SERVERS = Tracked.of("test", Snapshot::servers, Server::id);

  static final Track<Server> NUMBER = Track.of(SERVERS, "number", RecordedHistory::read);

  static final Track<Server> IDENTITY =
      Track.ofIdentity(SERVERS, "identity", RecordedHistory::read);

  private static final List<Track<?>> TRACKS = List.of(NUMBER, IDENTITY);

  final WindowHistory history;
  final Map<String, AllSamples> all = new TreeMap<>();
  Instant now;

  RecordedHistory(Duration window, Instant start) {
    this.history = new WindowHistory(window);
    this.now = start;
  }

  private static long read(Server server) {
    return server.name().equals("-") ? Track.HOLE : Long.parseLong(server.name());
  }

  /** Takes a snapshot; who has no value is not in it. */
  void record(Instant time, Map<String, Long> values) {
    now = time;
    List<Server> servers =
        values.entrySet().stream()
            .map(each -> Server.builder(each.getKey(), each.getValue().toString()).build())
            .toList();
    Recorder.record(history, Snapshot.builder(time).servers(servers).build(), TRACKS);
    values.forEach(
        (key, value) -> all.computeIfAbsent(key, any -> new AllSamples()).add(time, value));
  }
}
