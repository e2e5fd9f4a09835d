// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.time.Duration;
import java.time.Instant;

/**
 * Is told what a monitor finds. Each listener has a thread of its own, on which it is told one
 * thing after the other, so it may take its time; what it throws is logged. Of an audit come first
 * the findings, then {@link #audited}. Findings are told apart by {@link
 * io.natschecks.api.Finding#key()}; one that nobody could look at this time is not told.
 *
 * <p>A finding that opens again and again is told as flapping once, and then no more, other than
 * changes of its severity, until it stays calm: it goes on, or is resolved, then.
 *
 * @since 0.1
 */
public interface AuditListener {

  /**
   * A finding was not there before, or did not count then.
   *
   * @param finding the finding
   * @param report the audit that found it
   */
  default void opened(AuditedFinding finding, AuditReport report) {}

  /**
   * A finding is still there, as severe as before.
   *
   * @param finding the finding; it tells since when, and how many audits have found it
   * @param report the audit that found it
   */
  default void ongoing(AuditedFinding finding, AuditReport report) {}

  /**
   * A finding is still there, with another severity.
   *
   * @param finding the finding; {@link AuditedFinding#before()} is the severity before
   * @param report the audit that found it
   */
  default void severityChanged(AuditedFinding finding, AuditReport report) {}

  /**
   * A finding was opened so often within a short time that it is flapping from now on.
   *
   * @param finding the finding
   * @param report the audit that found it
   */
  default void flapping(AuditedFinding finding, AuditReport report) {}

  /**
   * A finding is gone.
   *
   * @param finding the finding as it was last found
   * @param report the audit that did not find it
   */
  default void resolved(AuditedFinding finding, AuditReport report) {}

  /**
   * A finding is still there and does not count any longer, because of a suppression or a baseline.
   * When it counts again it is opened.
   *
   * @param finding the finding, and why it does not count
   * @param report the audit that found it
   */
  default void accepted(AcceptedFinding finding, AuditReport report) {}

  /**
   * An audit has ended.
   *
   * @param report what it found
   */
  default void audited(AuditReport report) {}

  /**
   * Nothing of the deployment can be seen any more, or nothing of it can be judged. Nobody knows
   * how it fares. Told once, when that begins.
   *
   * @param since when that began
   * @param problem why, in a sentence for people, without secrets
   */
  default void cannotSee(Instant since, String problem) {}

  /**
   * The deployment can be seen again.
   *
   * @param at since when
   * @param blind how long it could not
   */
  default void seesAgain(Instant at, Duration blind) {}

  /**
   * The listener was too slow, and audits or other news were not told to it. The next report lists
   * what is wrong then.
   *
   * @param count how many
   */
  default void missed(long count) {}
}
