// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.StreamConfig;

/** Numbers that several checks follow. What is shared is kept once. */
public final class Followed {

  /** Last sequence of a stream, which moves with every write and with nothing else. */
  public static final Track<LedStream> LAST_SEQUENCE =
      Track.of(Tracked.STREAMS, "stream.last_sequence", stream -> stream.state().lastSequence());

  /** Bytes that a stream holds, once, whatever the number of its replicas. */
  public static final Track<LedStream> STREAM_BYTES =
      Track.of(Tracked.STREAMS, "stream.bytes", stream -> stream.state().bytes());

  /**
   * Messages of a stream that has a limit of messages, or whose owner has switched its monitoring
   * on.
   */
  public static final Track<LedStream> LIMITED_MESSAGES =
      Track.of(
          Tracked.STREAMS,
          "stream.messages.limited",
          stream -> {
            StreamConfig config = stream.config();
            return config == null
                    || (config.maxMessages().isUnlimited()
                        && !Monitored.ENABLED.isIn(config.metadata()))
                ? Track.HOLE
                : stream.state().messages();
          });

  /** Distinct subjects that a stream holds. */
  public static final Track<LedStream> STREAM_SUBJECTS =
      Track.of(Tracked.STREAMS, "stream.subjects", stream -> stream.state().subjects());

  private Followed() {}
}
