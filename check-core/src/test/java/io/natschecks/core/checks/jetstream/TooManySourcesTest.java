// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TooManySourcesTest extends MonitoredStreamContract {

  TooManySourcesTest() {
    super("max-sources", "3", "three");
  }

  @Override
  protected TooManySources check() {
    return new TooManySources();
  }

  @Override
  Orders past() {
    return Orders.healthy().sources(9);
  }

  @ParameterizedTest
  @CsvSource({"3, 4, true", "3, 3, false", "0, 1, false", "0, 0, false"})
  void firesAboveTheThreshold(String threshold, int sources, boolean fires) {
    assertThat(run(Orders.healthy().sources(sources), threshold))
        .hasFindings(fires ? 1 : 0)
        .lookedAt(1);
  }

  @Test
  void namesTheSourcesThatThereAre() {
    assertThat(run(Orders.healthy().sources(2), "1"))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: 2 sources, more than 1 (io.nats.monitor.max-sources)")
        .hasSeverity(Severity.CRITICAL)
        .hasObserved(2)
        .hasLimit(1)
        .hasEvidence("source_names", "SOURCE1, SOURCE2");
  }
}
