// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.testkit.SyntheticDeployment;

/** The deployment over which the engine is measured. */
final class LargeDeployment {

  private LargeDeployment() {}

  static Snapshot snapshot() {
    return SyntheticDeployment.seed(1)
        .servers(9)
        .accounts(1_000)
        .streams(100_000)
        .consumers(1_000_000)
        .connections(1_000_000)
        .snapshot();
  }
}
