// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.monitor.Lease;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A lease that a test gives and takes away. */
final class ManualLease implements Lease {

  private long term;
  private boolean held;
  private boolean isFree;
  private @Nullable String problem;
  private int releases;

  synchronized void free() {
    isFree = true;
    problem = null;
  }

  /** Another instance takes it. */
  synchronized void take() {
    held = false;
    isFree = false;
    problem = null;
  }

  synchronized void fail(String why) {
    held = false;
    problem = why;
  }

  synchronized int releases() {
    return releases;
  }

  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public Duration length() {
    return Duration.ofSeconds(30);
  }

  @Override
  public synchronized boolean hold() throws IOException {
    if (problem != null) {
      throw new IOException(problem);
    }
    if (!held && isFree) {
      held = true;
      term++;
    }
    return held;
  }

  @Override
  public synchronized boolean isHeld() {
    return held;
  }

  @Override
  public synchronized long term() {
    return term;
  }

  @Override
  public synchronized void release() {
    held = false;
    releases++;
  }
}
