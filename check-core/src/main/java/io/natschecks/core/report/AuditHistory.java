// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.history.Seen;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an audit remembers of earlier snapshots.
 *
 * @param window how far back it is to reach
 * @param seen how much of that was seen
 * @param store where it is kept while the host does not run, for people; null if it is not
 * @param problem what went wrong when it was last read or saved, in a sentence for people; null if
 *     nothing did
 * @since 0.1
 */
public record AuditHistory(
    Duration window, Seen seen, @Nullable String store, @Nullable String problem) {

  public AuditHistory {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(seen, "seen");
  }
}
