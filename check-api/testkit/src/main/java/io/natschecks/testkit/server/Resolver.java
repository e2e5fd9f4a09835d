// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

/**
 * How servers in operator mode know accounts. All accounts of the operator are known at the start.
 *
 * @since 0.1
 */
public enum Resolver {
  /** By their configuration. */
  MEMORY,
  /**
   * By a folder of tokens, which the servers keep in step; it can be updated over the system
   * account.
   */
  FULL
}
