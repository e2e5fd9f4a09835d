// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Finding;

/**
 * Where assertions about checks start.
 *
 * @since 0.1
 */
public final class CheckAssertions {

  private CheckAssertions() {}

  /**
   * Starts assertions about a result.
   *
   * @param actual the result
   * @return its assertions
   */
  public static CheckResultAssert assertThat(CheckResult actual) {
    return new CheckResultAssert(actual);
  }

  /**
   * Starts assertions about a finding.
   *
   * @param actual the finding
   * @return its assertions
   */
  public static FindingAssert assertThat(Finding actual) {
    return new FindingAssert(actual);
  }
}
