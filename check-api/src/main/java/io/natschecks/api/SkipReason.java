// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.snapshot.Coverage;

/**
 * Why a check, or one entity of it, was not judged.
 *
 * @since 0.1
 */
public enum SkipReason {
  /** The configuration turned the check off. */
  DISABLED,
  /** There is nothing of the kind that the check looks at. */
  NOTHING_DEPLOYED,
  /** The data that it needs was not asked for. */
  NOT_REQUESTED,
  /** The data that it needs was refused. */
  REFUSED,
  /** The data that it needs did not come in time. */
  TIMED_OUT,
  /** Only a part of the data that it needs is here. */
  TRUNCATED,
  /** The release of the server does not have the data that it needs. */
  NOT_IN_RELEASE,
  /** The data that it needs could not be read. */
  MALFORMED,
  /** There is no earlier snapshot to compare with. */
  NO_PREVIOUS_SNAPSHOT,
  /** The history does not reach back far enough. */
  HISTORY_TOO_SHORT,
  /** A value is missing or makes no sense, so that nothing can be said. */
  NOT_EVALUABLE;

  /**
   * Translates the fate of a section.
   *
   * @param status what became of it, other than gathered
   * @return the reason that a check is skipped for it
   * @throws IllegalArgumentException for a section that was gathered
   */
  public static SkipReason of(Coverage.Status status) {
    return switch (status) {
      case NOT_REQUESTED -> NOT_REQUESTED;
      case REFUSED -> REFUSED;
      case TIMED_OUT -> TIMED_OUT;
      case TRUNCATED -> TRUNCATED;
      case NOT_IN_RELEASE -> NOT_IN_RELEASE;
      case MALFORMED -> MALFORMED;
      case GATHERED -> throw new IllegalArgumentException("a gathered section skips nothing");
    };
  }
}
