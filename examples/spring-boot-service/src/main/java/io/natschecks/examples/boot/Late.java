// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.nats.client.Connection;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that needs a connection: made when there is one, and anew for a new one. */
final class Late<T> {

  private record Made<T>(Connection connection, T thing) {}

  private final NatsConnector connector;
  private final Function<Connection, T> maker;
  private volatile @Nullable Made<T> made;

  Late(NatsConnector connector, Function<Connection, T> maker) {
    this.connector = connector;
    this.maker = maker;
  }

  /**
   * Connects if need be.
   *
   * @throws IOException if that cannot be done; the message is one sentence without secrets
   */
  T get() throws IOException {
    Connection connection = connector.connection();
    Made<T> current = made;
    if (current == null || current.connection() != connection) {
      current = new Made<>(connection, maker.apply(connection));
      made = current;
    }
    return current.thing();
  }

  /** What was made last, without connecting. */
  @Nullable T last() {
    Made<T> current = made;
    return current == null ? null : current.thing();
  }
}
