// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many subjects of connections a snapshot still has room for. Connections take from it in the
 * order in which their answers come, each as much as it needs or nothing.
 */
final class SubjectBudget {

  private final long most;
  private final AtomicLong left;
  private volatile boolean spent;

  SubjectBudget(long most) {
    this.most = most;
    this.left = new AtomicLong(most);
  }

  /** Takes room for some subjects, if there is as much; once there was not, there is none. */
  boolean take(int subjects) {
    if (subjects == 0) {
      return !spent;
    }
    if (!spent && left.addAndGet(-subjects) >= 0) {
      return true;
    }
    spent = true;
    return false;
  }

  /** Whether there is no room left. */
  boolean isSpent() {
    return spent;
  }

  /** Says why subjects are left out. */
  String detail() {
    return String.format(
        Locale.ROOT, "left out: of all connections, no more than %d subjects are kept", most);
  }
}
