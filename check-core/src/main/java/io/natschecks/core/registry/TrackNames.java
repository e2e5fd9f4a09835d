// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import java.util.HashMap;
import java.util.Map;

/**
 * The tracks of all checks by name. The history tells them apart by name only, so two of one name
 * would be one series, which is right for one of the checks at most.
 */
final class TrackNames {

  private final Map<String, Tracked<?>> kinds = new HashMap<>();
  private final Map<Tracked<?>, Map<String, Track<?>>> tracks = new HashMap<>();

  /** Takes the names of a check's tracks, unless one of them means something else already. */
  boolean admit(CheckDescriptor check) {
    if (check.tracks().stream().anyMatch(this::isTaken)) {
      return false;
    }
    for (Track<?> track : check.tracks()) {
      kinds.put(track.tracked().name(), track.tracked());
      tracks.computeIfAbsent(track.tracked(), kind -> new HashMap<>()).put(track.name(), track);
    }
    return true;
  }

  private boolean isTaken(Track<?> track) {
    Tracked<?> kind = track.tracked();
    return kinds.getOrDefault(kind.name(), kind) != kind
        || tracks.getOrDefault(kind, Map.of()).getOrDefault(track.name(), track) != track;
  }
}
