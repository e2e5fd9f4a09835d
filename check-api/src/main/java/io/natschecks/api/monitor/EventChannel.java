// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.monitor;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Carries events from the instance that audits to all who follow: other instances of the host, and
 * other programs. Each event comes at least once. Safe for use by several threads.
 *
 * @since 0.1
 */
public interface EventChannel {

  /**
   * Names the channel.
   *
   * @return where events go, for people, without secrets
   */
  String name();

  /**
   * Publishes an event, and returns once it is kept.
   *
   * @param topic what it is about: words of letters, digits, - and _, with dots between them. No
   *     word of it is chosen by a tenant
   * @param id the same whenever the same event is published again, so that it is kept only once;
   *     printable characters without spaces
   * @param event the event
   * @throws IOException if it is not known to be kept; publish it again with the same id
   */
  void publish(String topic, String id, byte[] event) throws IOException;

  /**
   * Follows the events.
   *
   * @param since the first events are those that were kept at that time or later, as far as they
   *     still are
   * @param receiver gets them one after the other, in the order in which they were published, on a
   *     thread of the channel. What it throws is logged
   * @return ends it when closed
   * @throws IOException if they cannot be followed
   */
  Following follow(Instant since, Consumer<byte[]> receiver) throws IOException;

  /**
   * Follows events until it is closed.
   *
   * @since 0.1
   */
  interface Following extends AutoCloseable {

    /** Ends it. A receiver may still be at work on one event. */
    @Override
    void close();
  }
}
