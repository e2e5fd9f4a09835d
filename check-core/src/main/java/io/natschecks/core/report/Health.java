// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

/**
 * How a deployment fares, judged by operational findings only.
 *
 * @since 0.1
 */
public enum Health {
  /** Nothing was found that needs attention. */
  HEALTHY,
  /** The worst finding is a warning. */
  WARNING,
  /** There is a critical finding. */
  CRITICAL,
  /** No operational check could judge anything. */
  UNKNOWN
}
