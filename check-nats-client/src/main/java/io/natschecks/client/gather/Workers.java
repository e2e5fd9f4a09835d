// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Works on many things with a few threads, which are gone when it is done. */
final class Workers {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Workers() {}

  /** Something that can be interrupted. */
  @FunctionalInterface
  interface Task<T> {
    void work(T item) throws InterruptedException;
  }

  /**
   * Works on each item, several at a time, and returns when all are done.
   *
   * @throws InterruptedException if the thread was interrupted; the others have stopped then
   */
  static <T> void forEach(Collection<T> items, int atOnce, Task<? super T> task)
      throws InterruptedException {
    if (items.isEmpty()) {
      return;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(atOnce, items.size()), Workers::thread);
    try {
      List<Future<?>> pending = new ArrayList<>(items.size());
      for (T item : items) {
        pending.add(
            threads.submit(
                () -> {
                  task.work(item);
                  return null;
                }));
      }
      for (Future<?> each : pending) {
        await(each);
      }
    } finally {
      stop(threads);
    }
  }

  private static void await(Future<?> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void stop(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          // Every wait of a task ends when it is interrupted, so this does not last.
          if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
            return;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "nats-checks-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
