// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Finding;
import io.natschecks.api.snapshot.Snapshot;

/** Runs checks over snapshots that a test has made. */
public final class Contexts {

  private Contexts() {}

  public static CheckResult run(Check check, Snapshot snapshot) {
    return check.evaluate(CheckContext.builder(check.descriptor(), snapshot).build());
  }

  public static Finding onlyFinding(CheckResult result) {
    assertThat(result.status()).isEqualTo(CheckResult.Status.FAILED);
    assertThat(result.findingCount()).isEqualTo(1);
    assertThat(result.findings()).hasSize(1);
    return result.findings().get(0);
  }
}
