// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import org.jspecify.annotations.Nullable;

/** The stream that a consumer reads. */
final class ParentStream {

  private ParentStream() {}

  /** What the stream's leader holds; null, and nothing can be said, if none answered. */
  static @Nullable StreamState state(Snapshot snapshot, Consumer consumer, Verdict<?> verdict) {
    Stream stream = snapshot.stream(consumer.stream());
    StreamView view = stream == null ? null : stream.leaderView();
    if (view == null) {
      verdict.notEvaluable("no leader of its stream answered");
      return null;
    }
    return view.state();
  }
}
