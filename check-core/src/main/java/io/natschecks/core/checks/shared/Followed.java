// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.StreamConfig;
import java.util.function.ToLongFunction;

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

  /** Consumers of a stream. */
  public static final Track<LedStream> STREAM_CONSUMERS =
      Track.of(Tracked.STREAMS, "stream.consumers", stream -> stream.state().consumers());

  /** Clients that are connected to a server. */
  public static final Track<Server> CONNECTIONS =
      ofStatistics("server.connections", ServerStatistics::connections);

  private Followed() {}

  /**
   * Follows a number of what servers say of themselves.
   *
   * @param name name of the track
   * @param reading reads the number
   * @return the track; a hole where a server said nothing
   */
  public static Track<Server> ofStatistics(String name, ToLongFunction<ServerStatistics> reading) {
    return Track.of(
        Tracked.SERVERS,
        name,
        server -> {
          ServerStatistics statistics = server.statistics();
          return statistics == null ? Track.HOLE : reading.applyAsLong(statistics);
        });
  }

  /**
   * Follows a number of JetStream on servers.
   *
   * @param name names the track
   * @param reading reads the number where JetStream is enabled
   * @return the track
   */
  public static Track<Server> ofJetStream(String name, ToLongFunction<JetStreamServer> reading) {
    return Track.of(
        Tracked.SERVERS,
        name,
        server -> {
          JetStreamServer jetStream = server.jetStreamServer();
          return jetStream == null || !jetStream.enabled()
              ? Track.HOLE
              : reading.applyAsLong(jetStream);
        });
  }
}
