// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * When a stream drops messages.
 *
 * @since 0.1
 */
public enum Retention {
  /** Only its limits remove messages. */
  LIMITS,
  /** A message goes when every consumer has acknowledged it. */
  INTEREST,
  /** A message goes with its first acknowledgement. */
  WORK_QUEUE,
  /** A policy that this version does not know. */
  OTHER
}
