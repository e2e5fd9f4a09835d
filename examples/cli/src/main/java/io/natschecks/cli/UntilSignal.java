// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Goes on until someone presses Ctrl-C, or the system ends the program. Then the thread that made
 * this is interrupted and has some seconds to end by itself, with an exit status of its own.
 */
final class UntilSignal implements Pace, AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final Thread watching = Thread.currentThread();
  private final Thread hook = new Thread(this::end, "natschecks-end");
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean goesOn = true;
  private volatile int status = ExitStatus.INCOMPLETE;

  UntilSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void sleep(Duration length) throws InterruptedException {
    Thread.sleep(length.toMillis());
  }

  @Override
  public boolean goesOn() {
    return goesOn;
  }

  /** Gives the exit status for the case that a signal ends the program. */
  int endingWith(int exitStatus) {
    status = exitStatus;
    return exitStatus;
  }

  /** Says that all is done, so that the program may end. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program ends already, and waits for this.
    }
  }

  /** The JVM would end with a status that says only which signal came. */
  private void end() {
    goesOn = false;
    watching.interrupt();
    try {
      if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
