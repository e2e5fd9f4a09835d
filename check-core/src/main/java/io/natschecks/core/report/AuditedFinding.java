// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A finding as it is followed from audit to audit.
 *
 * @param finding the finding; of the last audit that had it, if it is resolved or unconfirmed
 * @param check describes the check that found it
 * @param state what became of it
 * @param since time of the first snapshot in which it was found
 * @param causes keys of the first findings that explain it, sorted; empty if none does
 * @since 0.1
 */
public record AuditedFinding(
    Finding finding, CheckDescriptor check, State state, Instant since, List<String> causes) {

  public AuditedFinding {
    Objects.requireNonNull(finding, "finding");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    causes = List.copyOf(causes);
  }

  /**
   * A finding that nothing explains.
   *
   * @param finding the finding
   * @param check describes the check that found it
   * @param state what became of it
   * @param since time of the first snapshot in which it was found
   */
  public AuditedFinding(Finding finding, CheckDescriptor check, State state, Instant since) {
    this(finding, check, state, since, List.of());
  }

  /**
   * The same finding with what explains it.
   *
   * @param value keys of findings
   * @return the finding
   */
  public AuditedFinding withCauses(List<String> value) {
    return new AuditedFinding(finding, check, state, since, value);
  }

  /**
   * Says whether another finding explains it.
   *
   * @return true if it is the consequence of another one
   */
  public boolean isConsequence() {
    return !causes.isEmpty();
  }

  /**
   * What became of a finding since the audit before.
   *
   * @since 0.1
   */
  public enum State {
    /** It was not there before, or did not count then. */
    NEW,
    /** It was there before and still is. */
    ONGOING,
    /** It was there before; its entity was looked at, or is gone, and the finding with it. */
    RESOLVED,
    /** It was there before, and this time nobody could look. */
    UNCONFIRMED
  }
}
