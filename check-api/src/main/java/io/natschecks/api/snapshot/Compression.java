// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * How a file stream compresses its blocks.
 *
 * @since 0.1
 */
public enum Compression {
  /** Not at all. */
  NONE,
  /** With S2. */
  S2,
  /** A way that this version does not know. */
  OTHER
}
