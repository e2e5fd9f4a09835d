// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.core.report.AuditReport;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor is doing.
 *
 * @param state what it is doing
 * @param since since when
 * @param lastReport the last audit of this instance, which may be older than its state; null before
 *     the first
 * @param failures how many attempts in a row have seen nothing; 0 unless the state is {@link
 *     State#CANNOT_SEE}
 * @param nextAttempt when it audits next; null if that is not known, as while it audits
 * @param problem why it is in this state, in a sentence for people, without secrets; null if there
 *     is nothing to say
 * @since 0.1
 */
public record MonitorStatus(
    State state,
    Instant since,
    @Nullable AuditReport lastReport,
    int failures,
    @Nullable Instant nextAttempt,
    @Nullable String problem) {

  public MonitorStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(since, "since");
  }

  /**
   * What a monitor can be doing.
   *
   * @since 0.1
   */
  public enum State {
    /** It has not ended its first attempt yet, or was not started. */
    STARTING,
    /** It audits the deployment. */
    WATCHING,
    /**
     * It is to audit the deployment, and sees nothing of it, or nothing that could be judged; or it
     * cannot find out whose turn it is. This is not healthy: nobody may know how the deployment
     * fares.
     */
    CANNOT_SEE,
    /** Another instance audits the deployment. */
    STANDBY,
    /** It has ended. */
    CLOSED
  }

  MonitorStatus next(@Nullable Instant attempt) {
    return new MonitorStatus(state, since, lastReport, failures, attempt, problem);
  }
}
