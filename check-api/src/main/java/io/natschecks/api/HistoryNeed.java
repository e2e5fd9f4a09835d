// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/**
 * What a check needs of the past.
 *
 * @since 0.1
 */
public enum HistoryNeed {
  /** Nothing: the current snapshot is enough. */
  CURRENT,
  /** The snapshot before; without one the check is skipped. */
  PREVIOUS,
  /** The series of its tracks; the check itself says when they are too short. */
  WINDOW,
  /** The series of its tracks over the whole window; before that the check is skipped. */
  WHOLE_WINDOW
}
