// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import java.time.Duration;
import java.util.List;

/**
 * Tests that a build server shows together.
 *
 * @param name its name
 * @param cases the tests
 */
record JUnitSuite(String name, List<JUnitCase> cases) {

  long count(JUnitCase.Outcome outcome) {
    return cases.stream().filter(each -> each.outcome() == outcome).count();
  }

  Duration time() {
    return cases.stream().map(JUnitCase::time).reduce(Duration.ZERO, Duration::plus);
  }
}
