// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import io.natschecks.api.FindingBuilder;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.core.checks.shared.Bucket;

/** Messages that were deleted from the middle of a stream, as the checks of them share it. */
final class InteriorDeletes {

  /** Their number; it falls when the head of the stream moves past them. */
  static final Track<LedStream> TRACK =
      Track.of(Tracked.STREAMS, "stream.deleted", stream -> stream.state().deleted());

  static final String NAME = "num_deleted";

  private InteriorDeletes() {}

  /** Adds them, what is left, and where they lie. */
  static FindingBuilder describe(FindingBuilder finding, LedStream stream) {
    StreamState state = stream.state();
    return Bucket.describe(finding.observed(NAME, state.deleted(), "messages"), stream.id())
        .with("messages", state.messages(), "messages")
        .with("first_seq", state.firstSequence(), "")
        .with("last_seq", state.lastSequence(), "");
  }
}
