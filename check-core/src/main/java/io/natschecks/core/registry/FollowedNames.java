// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names by which checks follow numbers. The history knows tracks and kinds of entities by their
 * names only, so that two of one name would be taken for each other.
 */
final class FollowedNames {

  /**
   * Who took a name first.
   *
   * @param meant what it names
   * @param code code of the check
   */
  private record Holder(Object meant, String code) {}

  private Map<String, Holder> holders = Map.of();

  /** Takes the names of a check; if one of them names something else, says so and takes none. */
  @Nullable String take(CheckDescriptor check) {
    Map<String, Holder> taken = new HashMap<>(holders);
    for (Track<?> track : check.tracks()) {
      Tracked<?> kind = track.tracked();
      String refusal = take("kind of entity named " + kind.name(), kind, check, taken);
      if (refusal == null) {
        refusal = take("track named " + track.name(), track, check, taken);
      }
      if (refusal != null) {
        return refusal;
      }
    }
    holders = taken;
    return null;
  }

  /** Null if the name is free, or means the same. */
  private static @Nullable String take(
      String name, Object meant, CheckDescriptor check, Map<String, Holder> taken) {
    Holder holder = taken.putIfAbsent(name, new Holder(meant, check.code()));
    return holder == null || holder.meant().equals(meant)
        ? null
        : "it follows another " + name + " than " + holder.code();
  }
}
