// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import org.junit.jupiter.api.Test;

class SubjectCountThresholdTest extends CountThresholdsContract {

  SubjectCountThresholdTest() {
    super("subjects", "subjects", Orders::subjects);
  }

  @Override
  protected SubjectCountThreshold check() {
    return new SubjectCountThreshold();
  }

  @Test
  void namesTheCountAsTheServerDoes() {
    assertThat(run(past(), "500")).onlyFinding().hasEvidence("num_subjects", 9_999);
  }
}
