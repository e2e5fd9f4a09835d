// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What must be there before a check is evaluated. The engine and the test kit ask here, so that a
 * check is skipped in a test for the same reason as in an audit.
 *
 * @since 0.1
 */
public final class Preconditions {

  private Preconditions() {}

  /**
   * Says whether a check can be evaluated.
   *
   * @param descriptor describes the check
   * @param current the snapshot to evaluate
   * @param previous the snapshot before; null if there is none
   * @param history what is remembered, the current snapshot included
   * @return null if it can; else the skipped result, with the fate of the first required section
   *     that no server gave, with the missing previous snapshot, or with the time at which the
   *     history will be long enough
   */
  public static @Nullable CheckResult unmet(
      CheckDescriptor descriptor, Snapshot current, @Nullable Snapshot previous, History history) {
    for (Section section : descriptor.requires()) {
      Coverage.Entry missing = missing(section, current);
      if (missing != null) {
        String detail = missing.detail().isEmpty() ? "" : ": " + missing.detail();
        return CheckResult.skipped(SkipReason.of(missing.status()), section + detail);
      }
    }
    if (descriptor.history() == HistoryNeed.PREVIOUS && previous == null) {
      return CheckResult.skipped(
          SkipReason.NO_PREVIOUS_SNAPSHOT, "there is no earlier snapshot to compare with");
    }
    if (descriptor.history() == HistoryNeed.WHOLE_WINDOW
        && !history.seen().covers(history.window())) {
      return CheckResult.skipped(
          SkipReason.HISTORY_TOO_SHORT, tooShort(history.seen(), history.window()));
    }
    return null;
  }

  /** Says how long a history is, and when it will be long enough. */
  static String tooShort(Seen seen, Duration needed) {
    Instant ready = seen.coversFrom(needed);
    return "the history covers "
        + Display.duration(seen.length())
        + " of the "
        + Display.duration(needed)
        + " that it takes"
        + (ready == null ? "" : "; it can be judged from " + ready.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Null where the section was gathered: from a server or, where there is none, as a whole. */
  private static Coverage.@Nullable Entry missing(Section section, Snapshot snapshot) {
    Coverage coverage = snapshot.coverage();
    Coverage.Entry first = null;
    for (Server server : snapshot.servers()) {
      Coverage.Entry entry = coverage.of(section, server.id());
      if (entry.isGathered()) {
        return null;
      }
      first = first == null ? entry : first;
    }
    Coverage.Entry fate = first == null ? coverage.of(section) : first;
    return fate.isGathered() ? null : fate;
  }
}
