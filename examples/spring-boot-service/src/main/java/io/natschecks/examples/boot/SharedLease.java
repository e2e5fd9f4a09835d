// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.natschecks.api.monitor.Lease;
import io.natschecks.client.BucketLease;
import java.io.IOException;
import java.time.Duration;

/** A lease in a bucket that may not be reachable yet. */
final class SharedLease implements Lease {

  private final String name;
  private final Duration length;
  private final Late<BucketLease> lease;

  SharedLease(String name, Duration length, Late<BucketLease> lease) {
    this.name = name;
    this.length = length;
    this.lease = lease;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Duration length() {
    return length;
  }

  @Override
  public boolean hold() throws IOException {
    return lease.get().hold();
  }

  @Override
  public boolean isHeld() {
    BucketLease last = lease.last();
    return last != null && last.isHeld();
  }

  @Override
  public long term() {
    BucketLease last = lease.last();
    return last == null ? 0 : last.term();
  }

  @Override
  public void release() throws IOException {
    BucketLease last = lease.last();
    if (last != null) {
      last.release();
    }
  }
}
