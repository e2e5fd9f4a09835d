// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.monitor;

import java.io.IOException;
import java.time.Duration;

/**
 * Says which of several instances of a host audits: the one that holds the lease. It lasts for its
 * {@linkplain #length() length} and is renewed by {@link #hold()}; when its holder dies another
 * instance gets it. Safe for use by several threads.
 *
 * @since 0.1
 */
public interface Lease {

  /**
   * Names the lease.
   *
   * @return where it is kept, for people, without secrets
   */
  String name();

  /**
   * How long it is held after it was last renewed.
   *
   * @return the length, always positive
   */
  Duration length();

  /**
   * Acquires the lease, or renews it. Asks the place where it is kept, so it may take a while.
   *
   * @return true if this instance holds it now
   * @throws IOException if that cannot be asked; a lease that was held before lasts until it
   *     expires. The message is one sentence for people, without secrets
   */
  boolean hold() throws IOException;

  /**
   * Says whether this instance holds the lease, without asking anyone.
   *
   * @return false once it has expired by the local clock, even if nobody could be asked. It expires
   *     here before it does so for the other instances
   */
  boolean isHeld();

  /**
   * The number of the term for which this instance holds the lease, or held it last.
   *
   * @return a number that stays the same as long as no other instance can have held the lease in
   *     between, and is greater with each new term; 0 before the first
   */
  long term();

  /**
   * Gives the lease up, so that another instance need not wait until it expires. Does nothing if
   * this instance does not hold it; never takes it from another one.
   *
   * @throws IOException if that cannot be told; it expires by itself then
   */
  void release() throws IOException;
}
