// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be known of a suppression. Its texts can hold what tenants have chosen:
 * whoever writes them escapes them for the medium.
 *
 * @param state what is to be known
 * @param rule what the suppression is about
 * @param reason its reason; empty if it cannot be read
 * @param until the last day on which it holds, or held, in UTC; null if it cannot be read
 * @param detail more, for people; empty if there is nothing to add
 * @since 0.1
 */
public record SuppressionNotice(
    State state, String rule, String reason, @Nullable LocalDate until, String detail) {

  public SuppressionNotice {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }

  /**
   * What is to be known of a suppression.
   *
   * @since 0.1
   */
  public enum State {
    /** It holds no more: its findings count again. */
    EXPIRED,
    /** It is in the metadata of a stream or a consumer and makes no sense, so it holds nothing. */
    UNREADABLE,
    /** It holds for no more than seven days. */
    EXPIRES_SOON,
    /** It matches no finding, although its checks could look. */
    UNUSED
  }
}
