// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * What a consumer expects of its clients.
 *
 * @since 0.1
 */
public enum AckPolicy {
  /** No acknowledgements. */
  NONE,
  /** An acknowledgement covers all earlier messages. */
  ALL,
  /** Every message is acknowledged. */
  EXPLICIT,
  /** A policy that this version does not know. */
  OTHER
}
