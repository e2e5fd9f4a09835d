// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
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
   * @return null if it can; else the skipped result, with the fate of the first required section
   *     that no server gave, or with the missing previous snapshot
   */
  public static @Nullable CheckResult unmet(
      CheckDescriptor descriptor, Snapshot current, @Nullable Snapshot previous) {
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
    return null;
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
