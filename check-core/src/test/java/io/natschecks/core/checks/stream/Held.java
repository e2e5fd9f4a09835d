// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Streams of the healthy deployment that hold something else. */
final class Held {

  static final StreamId ORDERS = Deployments.stream("ORDERS");
  static final StreamId SETTINGS = Deployments.stream("KV_settings");

  private Held() {}

  /** What is left of it, and what was deleted, on all servers that hold the stream. */
  static DeploymentBuilder deletes(
      DeploymentBuilder deployment, StreamId id, long messages, long deleted) {
    return deployment.streamViews(id, view -> holding(view, messages, deleted));
  }

  static StreamView holding(StreamView view, long messages, long deleted) {
    StreamState state =
        new StreamState(messages, 0, 1, messages + deleted, view.state().lastTime(), 1, deleted, 0);
    return new StreamView(
        view.serverId(), view.serverName(), state, view.cluster(), view.mirror(), view.sources());
  }

  /** Snapshots an hour apart, the last an hour ago, with as many deletes as the hours give. */
  static List<Snapshot> past(
      int count, StreamId id, UnaryOperator<DeploymentBuilder> change, IntToLongFunction deleted) {
    return IntStream.rangeClosed(1, count)
        .map(i -> count + 1 - i)
        .mapToObj(
            ago ->
                deletes(
                        change.apply(Deployments.healthy(Duration.ofHours(-ago))),
                        id,
                        10_000,
                        deleted.applyAsLong(-ago))
                    .snapshot())
        .toList();
  }

  /** Only its followers answer. */
  static DeploymentBuilder leaderless(DeploymentBuilder deployment, StreamId id) {
    return deployment.stream(
        id,
        s ->
            new Stream(
                s.id(),
                s.created(),
                s.config(),
                s.views().stream().filter(view -> !view.isLeaderView()).toList()));
  }

  static DeploymentBuilder withoutConfig(StreamId id) {
    return Deployments.healthy().stream(id, s -> new Stream(s.id(), s.created(), null, s.views()));
  }

  /** A bucket that is named otherwise, with the views of another stream. */
  static DeploymentBuilder renamed(StreamId from, String name) {
    return Deployments.healthy().stream(
        from, s -> new Stream(Deployments.stream(name), s.created(), s.config(), s.views()));
  }
}
