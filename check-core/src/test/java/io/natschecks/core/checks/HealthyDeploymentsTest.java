// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.registry.RegisteredCheck;
import io.natschecks.testkit.CheckTester;
import io.natschecks.testkit.Snapshots;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the test kit calls healthy is healthy to every check. */
class HealthyDeploymentsTest {

  private static final List<Check> CHECKS =
      CheckRegistry.load().checks().stream().map(RegisteredCheck::check).toList();

  @Provide
  Arbitrary<Snapshot> healthy() {
    return Snapshots.healthy();
  }

  @Property(tries = 50)
  void noCheckFindsAnythingWhateverTheTimeAndTheSize(@ForAll("healthy") Snapshot snapshot) {
    CHECKS.forEach(check -> assertThat(CheckTester.of(check).run(snapshot)).findsNothing());
  }
}
