// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.registry;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.history.Track;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names by which the admitted checks follow numbers, and kinds of entity. The history finds
 * samples again by name: two things of one name would be taken for each other.
 */
final class FollowedNames {

  private final Map<String, Holder> holders = new HashMap<>();

  private record Holder(Object followed, String code) {}

  /** Takes the names of a check, or none of them if one is taken; then it says by which check. */
  @Nullable String take(CheckDescriptor check) {
    Map<String, Holder> taken = new LinkedHashMap<>();
    for (Track<?> track : check.tracks()) {
      for (Object followed : List.of(track, track.tracked())) {
        String name = (followed == track ? "track " : "kind ") + followed;
        Holder holder = taken.getOrDefault(name, holders.get(name));
        if (holder != null && holder.followed() != followed) {
          return "the " + name + " is another one in " + holder.code();
        }
        taken.put(name, new Holder(followed, check.code()));
      }
    }
    taken.forEach(holders::putIfAbsent);
    return null;
  }
}
