// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Lets clients do things over and over, whether they work or not. */
final class Schedule implements AutoCloseable {

  /** A deed of a client. */
  @FunctionalInterface
  interface Task {
    void run() throws Exception;
  }

  private static final int THREADS = 12;
  private static final long END_SECONDS = 30;

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "load");
            thread.setDaemon(true);
            return thread;
          });
  private final Tally tally;

  Schedule(Tally tally) {
    this.tally = tally;
  }

  /** Repeats a task with a pause between its end and its next start, so that nothing piles up. */
  void every(Duration pause, String what, Task task) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> attempt(what, task), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void attempt(String what, Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      tally.trouble(what, e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
  }
}
