// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a finding does not count. Reason and rule can hold what tenants have chosen: whoever writes
 * them escapes them for the medium.
 *
 * @param origin who says so
 * @param rule what was said to accept: a code or a family, and the entities if not all are meant
 * @param reason why, for people
 * @param until the last day on which it holds, in UTC; null if it has no end
 * @since 0.1
 */
public record Acceptance(Origin origin, String rule, String reason, @Nullable LocalDate until) {

  public Acceptance {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Who accepts findings.
   *
   * @since 0.1
   */
  public enum Origin {
    /** A suppression in the configuration of the audit. */
    CONFIGURATION,
    /** The metadata of the stream or the consumer that the finding is about. */
    METADATA,
    /** A baseline: it was there before anybody looked. */
    BASELINE
  }
}
