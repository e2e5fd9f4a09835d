// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TooFewSourcesTest extends MonitoredStreamContract {

  TooFewSourcesTest() {
    super("min-sources", "3", "three");
  }

  @Override
  protected TooFewSources check() {
    return new TooFewSources();
  }

  @Override
  Orders past() {
    return Orders.healthy();
  }

  @ParameterizedTest
  @CsvSource({"3, 2, true", "3, 3, false", "1, 0, true", "0, 0, false", "-1, 0, false"})
  void firesBelowTheThreshold(String threshold, int sources, boolean fires) {
    assertThat(run(Orders.healthy().sources(sources), threshold))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(1);
  }

  @Test
  void namesTheSourcesThatThereAre() {
    assertThat(run(Orders.healthy().sources(2), "3"))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 2 sources, fewer than 3 (io.nats.monitor.min-sources)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(2)
        .hasLimit(3)
        .hasEvidence("source_names", "SOURCE1, SOURCE2");
  }
}
