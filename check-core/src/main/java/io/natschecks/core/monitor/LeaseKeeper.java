// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.monitor.Lease;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease, or tries to get it. */
final class LeaseKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(AuditMonitor.class);

  /** A renewal may fail twice before the lease expires. */
  private static final int RENEWALS = 3;

  /** What a lease of a holder that died is left unused, at most, as a part of its length. */
  private static final int ATTEMPTS = 6;

  private final Lease lease;
  private final Runnable onChange;
  private long lastTerm;
  private boolean ended;
  private volatile @Nullable String problem;

  LeaseKeeper(Lease lease, Runnable onChange) {
    this.lease = lease;
    this.onChange = onChange;
  }

  /** Asks for the lease once. */
  synchronized void ask() {
    if (ended) {
      return;
    }
    problem = hold();
    long term = term();
    if (term != lastTerm) {
      lastTerm = term;
      LOG.info("{} the lease {}", term == 0 ? "Lost" : "Holds", name());
      onChange.run();
    }
  }

  private @Nullable String hold() {
    try {
      lease.hold();
      return null;
    } catch (IOException e) {
      return PlainText.oneLine(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.debug("The lease {} broke", name(), e);
      return "the lease broke: " + e.getClass().getName();
    }
  }

  /** The term for which the lease is held; 0 if it is not. */
  long term() {
    return lease.isHeld() ? lease.term() : 0;
  }

  /** Why it cannot be said who holds the lease; null if that is known. */
  @Nullable String problem() {
    return problem;
  }

  String name() {
    return PlainText.oneLine(lease.name());
  }

  /** How long to wait before asking again. */
  Duration pause() {
    return lease.length().dividedBy(term() == 0 ? ATTEMPTS : RENEWALS);
  }

  /** Gives the lease up for good. */
  synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      lease.release();
    } catch (IOException | RuntimeException e) {
      LOG.warn("The lease {} is left to expire: {}", name(), e.toString());
    }
  }
}
