// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * What a full stream does.
 *
 * @since 0.1
 */
public enum DiscardPolicy {
  /** Drops its oldest messages. */
  OLD,
  /** Refuses new messages. */
  NEW,
  /** A policy that this version does not know. */
  OTHER
}
