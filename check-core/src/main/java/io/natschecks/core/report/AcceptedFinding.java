// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import java.util.Objects;

/**
 * A finding that is there and does not count.
 *
 * @param finding the finding, which is followed like any other
 * @param by why it does not count
 * @since 0.1
 */
public record AcceptedFinding(AuditedFinding finding, Acceptance by) {

  public AcceptedFinding {
    Objects.requireNonNull(finding, "finding");
    Objects.requireNonNull(by, "by");
  }
}
