// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.natschecks.core.monitor.AuditMonitor;
import org.springframework.context.SmartLifecycle;

/** Starts the monitor after everything else, and ends it before everything else. */
final class AuditMonitorLifecycle implements SmartLifecycle {

  private final AuditMonitor monitor;
  private volatile boolean running;

  AuditMonitorLifecycle(AuditMonitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public void start() {
    monitor.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    monitor.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** A monitor that was closed does not start again. */
  @Override
  public boolean isPauseable() {
    return false;
  }
}
