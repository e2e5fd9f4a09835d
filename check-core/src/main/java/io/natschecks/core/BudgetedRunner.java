// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.Display;
import io.natschecks.core.text.PlainText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs side by side, each within a time budget. A job that spends its budget is interrupted
 * and given up, whether it heeds that or not; while it still holds a thread its owner gets no
 * other, so that no more threads can be lost than there are owners. One caller at a time.
 */
final class BudgetedRunner {

  private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);

  private final Executor executor;
  private final int parallelism;
  private final Duration budget;
  private final IdentityHashMap<Object, Run<?>> givenUp = new IdentityHashMap<>();

  BudgetedRunner(Executor executor, int parallelism, Duration budget) {
    this.executor = executor;
    this.parallelism = parallelism;
    this.budget = budget;
  }

  /** Runs all jobs; the answers come in the order of the jobs. */
  <T> List<Ended<T>> run(List<Run.Job<T>> jobs) throws InterruptedException {
    givenUp.values().removeIf(run -> !run.isBusy());
    return new Batch<>(jobs).run();
  }

  /** The jobs of one call. */
  private final class Batch<T> {
    private final BlockingQueue<Run<T>> ended = new LinkedBlockingQueue<>();
    private final Deque<Run.Job<T>> waiting;
    private final List<Run<T>> running = new ArrayList<>();
    private final Map<Run.Job<T>, Ended<T>> results = new LinkedHashMap<>();
    private long lastProgress = System.nanoTime();

    Batch(List<Run.Job<T>> jobs) {
      waiting = new ArrayDeque<>(jobs);
      jobs.forEach(job -> results.put(job, broken("not run")));
    }

    List<Ended<T>> run() throws InterruptedException {
      try {
        while (!waiting.isEmpty() || !running.isEmpty()) {
          startNext();
          await();
          expire();
        }
      } finally {
        running.forEach(BudgetedRunner.this::abandon);
      }
      return List.copyOf(results.values());
    }

    private void startNext() {
      while (running.size() < parallelism && !waiting.isEmpty()) {
        Run.Job<T> job = waiting.remove();
        if (givenUp.containsKey(job.owner())) {
          results.put(job, broken("its evaluation of an earlier audit has not ended yet"));
          continue;
        }
        Run<T> run = new Run<>(job, ended);
        try {
          running.add(run);
          executor.execute(run);
        } catch (RejectedExecutionException e) {
          running.remove(run);
          results.put(job, broken("the executor refused it"));
        }
      }
    }

    private void await() throws InterruptedException {
      long now = System.nanoTime();
      long patience = budget.toNanos();
      for (Run<T> run : running) {
        patience = Math.min(patience, deadline(run) - now);
      }
      Run<T> first = running.isEmpty() ? null : ended.poll(patience, TimeUnit.NANOSECONDS);
      for (Run<T> run = first; run != null; run = ended.poll()) {
        if (running.remove(run)) {
          lastProgress = System.nanoTime();
          results.put(run.job(), result(run));
        }
      }
    }

    private void expire() {
      long now = System.nanoTime();
      for (Run<T> run : List.copyOf(running)) {
        if (deadline(run) - now > 0 || !abandon(run)) {
          continue;
        }
        running.remove(run);
        if (run.isStarted()) {
          lastProgress = now;
          results.put(run.job(), spent());
        } else {
          // A whole budget without any progress: nothing else would start either.
          results.put(run.job(), broken(notStarted()));
          waiting.forEach(job -> results.put(job, broken(notStarted())));
          waiting.clear();
        }
      }
    }

    /** A job's budget begins when it starts; the executor has one to let any job start. */
    private long deadline(Run<T> run) {
      return (run.isStarted() ? run.startedAt() : lastProgress) + budget.toNanos();
    }
  }

  /** Gives a run up; false if it has just ended by itself. */
  private boolean abandon(Run<?> run) {
    if (!run.giveUp()) {
      return false;
    }
    if (run.isBusy()) {
      givenUp.put(run.job().owner(), run);
      LOG.warn("Gave up {} after {}", run.job().owner(), Display.duration(budget));
    }
    return true;
  }

  private static <T> Ended<T> result(Run<T> run) {
    Throwable failure = run.failure();
    if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
      throw fatal;
    }
    String error = failure == null ? "" : PlainText.oneLine(failure.toString());
    return new Ended<>(run.value(), error, Duration.ofNanos(run.nanos()));
  }

  private <T> Ended<T> spent() {
    return new Ended<>(null, "time budget of " + Display.duration(budget) + " spent", budget);
  }

  private String notStarted() {
    return "the executor did not start it within " + Display.duration(budget);
  }

  private static <T> Ended<T> broken(String error) {
    return new Ended<>(null, error, Duration.ZERO);
  }
}
