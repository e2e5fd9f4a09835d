// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/**
 * What a finding is about.
 *
 * @since 0.1
 */
public enum Category {
  /** Something does not work. */
  HEALTH,
  /** Something fails now and then. */
  ERRORS,
  /** Something is slow. */
  PERFORMANCE,
  /** Something is near its limit, or unevenly used. */
  SATURATION,
  /** Things that should agree do not. */
  CONSISTENCY,
  /** Something was changed. */
  CHANGE
}
