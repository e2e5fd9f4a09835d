// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream with the view of its leader, which alone knows how its replicas, mirror and sources
 * fare.
 *
 * @param stream the stream
 * @param view what its leader says
 * @since 0.1
 */
public record LedStream(Stream stream, StreamView view) {
  public LedStream {
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(view, "view");
  }

  /**
   * Names the stream.
   *
   * @return its id
   */
  public StreamId id() {
    return stream.id();
  }

  /**
   * The configuration.
   *
   * @return the configuration, or null if it was not gathered
   */
  public @Nullable StreamConfig config() {
    return stream.config();
  }

  /**
   * What the leader holds.
   *
   * @return its state
   */
  public StreamState state() {
    return view.state();
  }

  /**
   * The followers as the leader sees them.
   *
   * @return sorted by name; empty on a server that is not clustered
   */
  public List<Replica> followers() {
    ClusterInfo cluster = view.cluster();
    return cluster == null ? List.of() : cluster.replicas();
  }
}
