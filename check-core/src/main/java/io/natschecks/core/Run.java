// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One job on a thread of someone's executor, which can be given up. */
final class Run<T> implements Runnable {

  private enum State {
    WAITING,
    RUNNING,
    ENDED,
    GIVEN_UP
  }

  private final Job<T> job;
  private final BlockingQueue<Run<T>> ended;
  private State state = State.WAITING;
  private boolean started;
  private @Nullable Thread thread;
  private long startedAt;
  private long endedAt;
  private @Nullable T value;
  private @Nullable Throwable failure;

  /** What is to be done, with the name of what does it. */
  record Job<T>(Object owner, Callable<T> work) {}

  Run(Job<T> job, BlockingQueue<Run<T>> ended) {
    this.job = job;
    this.ended = ended;
  }

  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    T result = null;
    Throwable thrown = null;
    try {
      result = job.work().call();
    } catch (Throwable e) {
      thrown = e;
    }
    end(result, thrown);
    ended.add(this);
  }

  private synchronized boolean begin() {
    if (state != State.WAITING) {
      return false;
    }
    state = State.RUNNING;
    started = true;
    thread = Thread.currentThread();
    startedAt = System.nanoTime();
    return true;
  }

  private synchronized void end(@Nullable T result, @Nullable Throwable thrown) {
    if (state == State.GIVEN_UP) {
      // The thread goes back to its executor, which must not see our interruption.
      Thread.interrupted();
    } else {
      state = State.ENDED;
    }
    thread = null;
    endedAt = System.nanoTime();
    value = result;
    failure = thrown;
  }

  /** Interrupts the job, or keeps it from ever starting; false if it has just ended. */
  synchronized boolean giveUp() {
    if (state == State.ENDED) {
      return false;
    }
    state = State.GIVEN_UP;
    if (thread != null) {
      thread.interrupt();
    }
    return true;
  }

  Job<T> job() {
    return job;
  }

  synchronized boolean isStarted() {
    return started;
  }

  synchronized boolean isBusy() {
    return thread != null;
  }

  synchronized long startedAt() {
    return startedAt;
  }

  synchronized long nanos() {
    return endedAt - startedAt;
  }

  synchronized @Nullable T value() {
    return value;
  }

  synchronized @Nullable Throwable failure() {
    return failure;
  }
}
