// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

/**
 * A start that failed by chance, and succeeds when tried again: somebody took a port between its
 * choice and its use, or a meta group started without all of its members. An error, so that no wait
 * goes on after it.
 */
final class FalseStart extends AssertionError {

  private static final long serialVersionUID = 1;

  FalseStart(String message) {
    super(message);
  }
}
