// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import org.jspecify.annotations.Nullable;

/** Streams in the snapshot before. One that was made anew under its name is another stream. */
public final class EarlierStream {

  private EarlierStream() {}

  /**
   * What the leader of a stream held.
   *
   * @param stream the stream as it is now
   * @param previous the snapshot before; null if there is none
   * @return its state, or null if the stream was not there or no leader of it answered
   */
  public static @Nullable StreamState stateOf(Stream stream, @Nullable Snapshot previous) {
    Stream before = previous == null ? null : previous.stream(stream.id());
    if (before == null || !before.created().equals(stream.created())) {
      return null;
    }
    StreamView leader = before.leaderView();
    return leader == null ? null : leader.state();
  }
}
