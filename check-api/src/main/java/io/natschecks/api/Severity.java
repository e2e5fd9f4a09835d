// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

/**
 * How much a finding matters, least first.
 *
 * @since 0.1
 */
public enum Severity {
  /** Good to know. */
  INFO,
  /** Something to look at in working hours. */
  WARNING,
  /** Something to look at now. */
  CRITICAL
}
