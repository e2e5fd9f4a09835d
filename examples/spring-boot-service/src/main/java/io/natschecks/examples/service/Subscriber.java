// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.service;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One who listens. What is to be told waits in a queue of its own, so that nobody waits for a slow
 * one; whoever is too slow is let go, and asks anew.
 */
final class Subscriber {

  private static final int MOST_WAITING = 1_000;

  private record News(String event, Object data) {}

  private final SseEmitter emitter;
  private final Executor executor;
  private final Consumer<Subscriber> onEnd;
  private final Deque<News> waiting = new ArrayDeque<>();
  private boolean telling;
  private boolean ended;

  Subscriber(SseEmitter emitter, Executor executor, Consumer<Subscriber> onEnd) {
    this.emitter = emitter;
    this.executor = executor;
    this.onEnd = onEnd;
    emitter.onCompletion(() -> end());
    emitter.onError(any -> end());
  }

  /** Never waits. */
  void tell(String event, Object data) {
    boolean slow;
    synchronized (this) {
      slow = waiting.size() == MOST_WAITING;
      if (ended || (!slow && !begins(new News(event, data)))) {
        return;
      }
    }
    if (slow) {
      close();
      return;
    }
    try {
      executor.execute(this::tellAll);
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        telling = false;
      }
      close();
    }
  }

  /** False if somebody is at it already. */
  private boolean begins(News next) {
    waiting.add(next);
    boolean begins = !telling;
    telling = true;
    return begins;
  }

  private void tellAll() {
    for (News next = next(); next != null; next = next()) {
      try {
        emitter.send(SseEmitter.event().name(next.event()).data(next.data()));
      } catch (IOException | IllegalStateException e) {
        end();
      }
    }
  }

  private @Nullable News next() {
    synchronized (this) {
      News next = waiting.poll();
      telling = next != null;
      if (telling || !ended) {
        return next;
      }
    }
    emitter.complete();
    return null;
  }

  /** True if nobody is telling something now. */
  private boolean end() {
    boolean idle;
    synchronized (this) {
      ended = true;
      waiting.clear();
      idle = !telling;
    }
    onEnd.accept(this);
    return idle;
  }

  /** Completing waits for a slow one too, so it is left to the thread that does so already. */
  void close() {
    if (end()) {
      emitter.complete();
    }
  }
}
