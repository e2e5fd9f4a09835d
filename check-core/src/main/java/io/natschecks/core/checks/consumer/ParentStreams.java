// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import org.jspecify.annotations.Nullable;

/**
 * The streams that consumers read. The consumers of a stream lie side by side in a snapshot, so
 * that each stream is looked up once. It belongs to one evaluation.
 */
final class ParentStreams {

  private final Snapshot snapshot;
  private @Nullable StreamId id;
  private @Nullable Stream stream;
  private @Nullable StreamView leaderView;

  ParentStreams(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The stream of a consumer, or null if no server reported it. */
  @Nullable Stream of(Consumer consumer) {
    if (!consumer.stream().equals(id)) {
      id = consumer.stream();
      stream = snapshot.stream(id);
      leaderView = stream == null ? null : stream.leaderView();
    }
    return stream;
  }

  /** What the stream's leader holds; null, and nothing can be said, if none answered. */
  @Nullable StreamState stateOf(Consumer consumer, Verdict<?> verdict) {
    of(consumer);
    if (leaderView == null) {
      verdict.notEvaluable("no leader of its stream answered");
      return null;
    }
    return leaderView.state();
  }

  /**
   * What the server that reports the consumer holds of the stream itself, or null if it did not
   * say. Both come in one answer, while the stream's leader is often another server that was asked
   * a moment earlier or later: what this copy does not show is only a difference of time.
   */
  @Nullable StreamState copyBeside(Consumer consumer) {
    Stream parent = of(consumer);
    if (parent != null) {
      for (StreamView view : parent.views()) {
        if (view.serverId().equals(consumer.serverId())) {
          return view.state();
        }
      }
    }
    return null;
  }
}
