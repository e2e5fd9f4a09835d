// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.monitor.Lease;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The term of a lease in which an auditor was built; without a lease it never ends. */
final class Tenure {

  private final @Nullable Lease lease;
  private final long term;

  Tenure(@Nullable Lease lease) {
    this.lease = lease;
    this.term = lease == null ? 0 : lease.term();
  }

  /** Whether it lasts, as far as is known here. */
  boolean lasts() {
    return lease == null || (lease.isHeld() && lease.term() == term);
  }

  /** Renews it, so that there is time for what is to be done next. */
  void renew() throws IOException {
    if (lease != null && !(lease.hold() && lease.term() == term)) {
      throw new IOException("another instance may have taken over");
    }
  }
}
