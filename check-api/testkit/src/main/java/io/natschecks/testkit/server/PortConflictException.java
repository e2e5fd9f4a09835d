// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

/** Somebody took a port between its choice and the start of the server. */
final class PortConflictException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PortConflictException(String message) {
    super(message);
  }
}
