// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * The protocol that a client speaks.
 *
 * @since 0.1
 */
public enum ConnectionType {
  /** The NATS protocol. */
  NATS,
  /** NATS over WebSocket. */
  WEBSOCKET,
  /** MQTT. */
  MQTT,
  /** Anything else. */
  OTHER
}
