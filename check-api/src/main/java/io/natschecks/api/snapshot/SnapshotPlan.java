// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a snapshot must hold and how long it may take. Sections that are not named are not asked
 * for, so that an audit costs a deployment no more than its checks need.
 *
 * @param sections the sections to gather, in their natural order
 * @param deadline time for the whole snapshot; what has not arrived by then is recorded as missing
 * @since 0.1
 */
public record SnapshotPlan(Set<Section> sections, Duration deadline) {

  /** The time that a snapshot may take unless it is told otherwise: 60 s. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if the deadline is not positive
   */
  public SnapshotPlan {
    Objects.requireNonNull(deadline, "deadline");
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("a deadline is longer than zero, not " + deadline);
    }
    Set<Section> copy = EnumSet.noneOf(Section.class);
    copy.addAll(sections);
    sections = Collections.unmodifiableSet(copy);
  }

  /**
   * A plan for given sections with the default deadline.
   *
   * @param sections the sections to gather
   * @return the plan
   */
  public static SnapshotPlan of(Collection<Section> sections) {
    return new SnapshotPlan(Set.copyOf(sections), DEFAULT_DEADLINE);
  }

  /**
   * A plan for everything there is.
   *
   * @return the plan with all sections and the default deadline
   */
  public static SnapshotPlan everything() {
    return new SnapshotPlan(EnumSet.allOf(Section.class), DEFAULT_DEADLINE);
  }

  /**
   * Says whether a section is wanted.
   *
   * @param section the section
   * @return true if the plan names it
   */
  public boolean wants(Section section) {
    return sections.contains(section);
  }
}
