// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one kind of entity in one snapshot.
 *
 * @param tracked the kind
 * @param tracks the tracks that are followed
 * @param roll the entities; null if they could not be found
 * @param values the values of each track in the order of the roll; none for a track that broke
 */
public record Readings(
    Tracked<?> tracked,
    List<Track<?>> tracks,
    @Nullable Roll<?> roll,
    Map<Track<?>, long[]> values) {

  public Readings {
    tracks = List.copyOf(tracks);
    values = Map.copyOf(values);
  }

  int size() {
    return roll == null ? 0 : roll.size();
  }

  /** The values of the tracks, in their order; null for one that broke. */
  long[] @Nullable [] columns() {
    return tracks.stream().map(values::get).toArray(long[][]::new);
  }
}
