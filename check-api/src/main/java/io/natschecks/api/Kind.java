// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/**
 * What a check is for.
 *
 * @since 0.1
 */
public enum Kind {
  /** It finds what is wrong; the report's health follows these. */
  OPERATIONAL,
  /** It finds what could be better; it never changes the report's health. */
  OPTIMIZATION
}
