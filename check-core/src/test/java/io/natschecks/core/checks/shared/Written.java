// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The healthy deployment over a day, in which only the last sequence of ORDERS is as a test says.
 */
public final class Written {

  public static final StreamId ORDERS = Deployments.stream("ORDERS");
  public static final String LABEL = "stream ACME/ORDERS";
  public static final Duration DAY = Duration.ofDays(1);

  /** A past that fills the window. */
  public static final List<Snapshot> HEALTHY_DAY = Deployments.past(6, Duration.ofHours(4));

  private Written() {}

  public static DeploymentBuilder ago(Duration ago, long lastSequence) {
    return Deployments.healthy(ago.negated()).streamViews(ORDERS, view -> with(view, lastSequence));
  }

  public static DeploymentBuilder now(long lastSequence) {
    return ago(Duration.ZERO, lastSequence);
  }

  /** The stream was deleted and made again. */
  public static Stream madeAt(Instant created, Stream stream) {
    return new Stream(stream.id(), created, stream.config(), stream.views());
  }

  /** The servers that hold it do not answer. */
  public static Stream withoutViews(Stream stream) {
    return new Stream(stream.id(), stream.created(), stream.config(), List.of());
  }

  /** Only the server of a follower answers; a1 leads. */
  public static Stream withoutLeader(Stream stream) {
    return new Stream(stream.id(), stream.created(), stream.config(), stream.views().subList(1, 2));
  }

  public static Stream withoutConfig(Stream stream) {
    return new Stream(stream.id(), stream.created(), null, stream.views());
  }

  private static StreamView with(StreamView view, long lastSequence) {
    StreamState s = view.state();
    return holding(
        view,
        new StreamState(
            s.messages(),
            s.bytes(),
            s.firstSequence(),
            lastSequence,
            Instant.parse("2026-01-20T10:00:00Z"),
            s.subjects(),
            s.deleted(),
            s.consumers()));
  }

  /** Another state in the view of a server. */
  public static StreamView holding(StreamView view, StreamState state) {
    return new StreamView(
        view.serverId(), view.serverName(), state, view.cluster(), view.mirror(), view.sources());
  }
}
