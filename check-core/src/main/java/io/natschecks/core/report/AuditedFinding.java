// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A finding as it is followed from audit to audit.
 *
 * @param finding the finding; of the last audit that had it, if it is resolved or unconfirmed
 * @param check describes the check that found it
 * @param state what became of it
 * @param since time of the first snapshot in which it was found
 * @param times how many audits have found it since then, this one included; at least 1
 * @param before its severity when it was last found before, if that was another; else null
 * @param flappingSince since when it flaps: it was opened again and again within a short time, and
 *     has not stayed calm as long since; null if it does not
 * @param causes keys of the first findings that explain it, sorted; empty if none does
 * @since 0.1
 */
public record AuditedFinding(
    Finding finding,
    CheckDescriptor check,
    State state,
    Instant since,
    long times,
    @Nullable Severity before,
    @Nullable Instant flappingSince,
    List<String> causes) {

  public AuditedFinding {
    Objects.requireNonNull(finding, "finding");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
    causes = List.copyOf(causes);
  }

  /**
   * A finding that one audit has found, and that nothing explains.
   *
   * @param finding the finding
   * @param check describes the check that found it
   * @param state what became of it
   * @param since time of the first snapshot in which it was found
   */
  public AuditedFinding(Finding finding, CheckDescriptor check, State state, Instant since) {
    this(finding, check, state, since, 1, null, null, List.of());
  }

  /**
   * The same finding with what explains it.
   *
   * @param value keys of findings
   * @return the finding
   */
  public AuditedFinding withCauses(List<String> value) {
    return new AuditedFinding(finding, check, state, since, times, before, flappingSince, value);
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
   * Says whether it comes and goes.
   *
   * @return true if it flaps
   */
  public boolean flapping() {
    return flappingSince != null;
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
    /**
     * It was there before; its entity was looked at, or is gone, and the finding with it. One that
     * flaps is told so twice: when it went away, and, no longer flapping, once it has stayed away.
     */
    RESOLVED,
    /** It was there before, and this time nobody could look. */
    UNCONFIRMED
  }
}
