// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what a server does in its own time.
 *
 * @since 0.1
 */
public final class Eventually {

  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private Eventually() {}

  /**
   * What is waited for.
   *
   * @since 0.1
   */
  @FunctionalInterface
  public interface Condition {

    /**
     * Looks whether it is so.
     *
     * @return true if the wait is over
     * @throws Exception if it cannot be said yet; the last one is shown when time runs out. An
     *     error ends the wait
     */
    boolean holds() throws Exception;
  }

  /**
   * Waits until a condition holds.
   *
   * @param description what is waited for, such as "n1 lists two routes"
   * @param atMost how long
   * @param condition looked at every few milliseconds
   * @throws AssertionError if it does not hold in time, or the thread is interrupted
   */
  public static void until(String description, Duration atMost, Condition condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    Exception last = null;
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
        last = null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        last = e;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw failure("interrupted while waiting until " + description, last);
      }
      if (System.nanoTime() - deadline > 0) {
        throw failure("not within " + atMost.toMillis() + " ms: " + description, last);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static AssertionError failure(String message, @Nullable Exception cause) {
    return cause == null
        ? new AssertionError(message)
        : new AssertionError(message + " (last: " + cause + ")", cause);
  }
}
