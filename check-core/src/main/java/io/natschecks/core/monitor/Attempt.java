// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.core.report.AuditReport;
import org.jspecify.annotations.Nullable;

/**
 * Lets an audit be interrupted, and nothing else that its thread does: what is known is to be saved
 * in peace.
 */
final class Attempt {

  private @Nullable Thread thread;
  private boolean ended;

  interface Work {
    AuditReport run() throws SnapshotException, InterruptedException;
  }

  AuditReport at(Work work) throws SnapshotException, InterruptedException {
    begin();
    try {
      return work.run();
    } finally {
      leave();
    }
  }

  private synchronized void begin() throws InterruptedException {
    if (ended) {
      throw new InterruptedException("the monitor is closed");
    }
    thread = Thread.currentThread();
  }

  private synchronized void leave() {
    thread = null;
    // An interruption was meant for the audit.
    Thread.interrupted();
  }

  /** Interrupts an audit that is under way. */
  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Interrupts an audit that is under way, and lets no other begin. */
  synchronized void end() {
    ended = true;
    interrupt();
  }

  synchronized boolean isEnded() {
    return ended;
  }
}
