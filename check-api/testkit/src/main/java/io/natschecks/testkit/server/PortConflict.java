// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

/**
 * Somebody took a port between its choice and the start of the server. An error, so that no wait
 * goes on after it.
 */
final class PortConflict extends AssertionError {

  private static final long serialVersionUID = 1;

  PortConflict(String message) {
    super(message);
  }
}
