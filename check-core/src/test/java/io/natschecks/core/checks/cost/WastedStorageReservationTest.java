// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WastedStorageReservationTest extends WastedReservationContract {

  @Override
  protected WastedStorageReservation check() {
    return new WastedStorageReservation();
  }

  @Override
  protected JetStreamServer.Builder state(
      JetStreamServer.Builder a1, long used, @Nullable Long reserved, Limit maximum) {
    return a1.storage(used).reservedStorage(reserved).maxStorage(maximum);
  }

  @Test
  void saysHowMuchIsReservedForNothing() {
    assertThat(run(10 * GIB, 100 * GIB, Limit.of(400 * GIB)))
        .onlyFinding()
        .hasSeverity(Severity.INFO)
        .hasKey("OPT_COST_005 server/A/a1")
        .hasMessage(
            "server A/a1: uses 10.0 GiB of the 100.0 GiB of JetStream storage that its streams reserve"
                + " (10.0 percent, reported below 20)")
        .hasObserved(10)
        .hasLimit(20)
        .hasEvidence("used_bytes", "10.0 GiB")
        .hasEvidence("reserved_bytes", "100.0 GiB")
        .hasEvidence("configured_max_bytes", "400.0 GiB")
        .hasEvidence("cluster", "A");
  }
}
