// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * Where a stream or a consumer keeps its data.
 *
 * @since 0.1
 */
public enum StorageType {
  /** On disk. */
  FILE,
  /** In memory. */
  MEMORY,
  /** A type that this version does not know. */
  OTHER
}
