// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be told to one listener, which may be slow. When it is full the oldest news is left
 * out, and the listener is told how much it missed.
 */
final class Mailbox implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AuditMonitor.class);

  private final AuditListener listener;
  private final int capacity;
  private final Deque<News> news = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long missed;
  private boolean closed;
  private boolean ended;
  private @Nullable Thread thread;

  Mailbox(AuditListener listener, int capacity) {
    this.listener = listener;
    this.capacity = capacity;
  }

  /** Never waits. */
  void put(News next) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (news.size() == capacity) {
        news.removeFirst();
        if (missed++ == 0) {
          LOG.warn("The listener {} is too slow; it misses audits", name());
        }
      }
      news.addLast(next);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tells news until it is closed and all is told, or the thread is interrupted. */
  @Override
  public void run() {
    lock.lock();
    try {
      thread = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    try {
      while (awaitNews()) {
        tellNext();
      }
    } catch (InterruptedException e) {
      LOG.debug("What was left is not told to {}", name());
    } finally {
      end();
    }
  }

  /** False if there is no more to come. */
  private boolean awaitNews() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (news.isEmpty() && !closed) {
        changed.await();
      }
      return !news.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Tells what came first; false if there is nothing. */
  boolean tellNext() {
    News next;
    long before;
    lock.lock();
    try {
      next = news.pollFirst();
      before = missed;
      missed = 0;
    } finally {
      lock.unlock();
    }
    if (next == null) {
      return false;
    }
    Hearing hearing = new Hearing();
    if (before > 0) {
      hearing.accept(to -> to.missed(before));
    }
    next.tell(hearing);
    hearing.end();
    return true;
  }

  /** Lets the listener hear what is left, for a while. */
  void close(Duration patience) {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (thread == null || thread == Thread.currentThread()) {
        return;
      }
      long left = patience.toNanos();
      while (!ended && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!ended && thread != null && thread != Thread.currentThread()) {
        thread.interrupt();
      }
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private String name() {
    return listener.getClass().getName();
  }

  /** The listener, which gets the next call whatever it makes of this one. */
  private final class Hearing implements Consumer<Consumer<AuditListener>> {
    private @Nullable Throwable first;
    private long failures;

    @Override
    public void accept(Consumer<AuditListener> call) {
      try {
        call.accept(listener);
      } catch (RuntimeException | Error e) {
        first = first == null ? e : first;
        failures++;
      }
    }

    void end() {
      if (first != null) {
        LOG.warn("The listener {} failed, {} times; the first time: ", name(), failures, first);
      }
    }
  }
}
