// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.time.Instant;
import java.util.Objects;

/**
 * The certificate of a listener.
 *
 * @param listener the listener: client, which the monitoring port shares, cluster, gateway,
 *     leafnode, websocket or mqtt
 * @param notAfter when it expires
 * @since 0.1
 */
public record TlsCertificate(String listener, Instant notAfter) {

  public TlsCertificate {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(notAfter, "notAfter");
  }
}
