// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stream ORDERS of the healthy deployment, led by a1 with followers a2 and a3, with what a test
 * changes.
 */
public final class Orders {

  static final StreamId ID = Deployments.stream("ORDERS");
  static final String LABEL = "stream ACME/ORDERS";

  private final DeploymentBuilder deployment;

  private Orders(DeploymentBuilder deployment) {
    this.deployment = deployment;
  }

  static Orders healthy() {
    return new Orders(Deployments.healthy());
  }

  /** A follower that is current and was heard just now. */
  static Replica follower(String name) {
    return new Replica(name, "peer-" + name, true, false, Duration.ofMillis(200), 0);
  }

  static Replica offline(String name) {
    return new Replica(name, "peer-" + name, false, true, Duration.ofMinutes(5), 0);
  }

  static UnaryOperator<StreamState> messages(long messages) {
    return with(0, messages);
  }

  static UnaryOperator<StreamState> bytes(long bytes) {
    return with(1, bytes);
  }

  static UnaryOperator<StreamState> lastSequence(long sequence) {
    return with(2, sequence);
  }

  static UnaryOperator<StreamState> subjects(long subjects) {
    return with(3, subjects);
  }

  static UnaryOperator<StreamState> consumers(long consumers) {
    return with(4, consumers);
  }

  /** Another value for one field of what a copy holds. */
  private static UnaryOperator<StreamState> with(int field, long value) {
    return s -> {
      long[] values = {s.messages(), s.bytes(), s.lastSequence(), s.subjects(), s.consumers()};
      values[field] = value;
      return new StreamState(
          values[0],
          values[1],
          s.firstSequence(),
          values[2],
          s.lastTime(),
          values[3],
          s.deleted(),
          (int) values[4]);
    };
  }

  Orders config(UnaryOperator<StreamConfig.Builder> change) {
    deployment.streamConfig(ID, change);
    return this;
  }

  Orders withoutConfig() {
    deployment.stream(ID, s -> new Stream(s.id(), s.created(), null, s.views()));
    return this;
  }

  Orders metadata(Map<String, String> metadata) {
    return config(config -> config.metadata(metadata));
  }

  /** Changes what all copies hold. */
  Orders holding(UnaryOperator<StreamState> change) {
    return views(view -> holding(view, change));
  }

  /** Changes what the copy of a server holds. */
  Orders holding(String server, UnaryOperator<StreamState> change) {
    return view(server, view -> holding(view, change));
  }

  Orders followers(Replica... followers) {
    return cluster(
        "a1", cluster -> new ClusterInfo("A", "a1", cluster.raftGroup(), List.of(followers)));
  }

  /** Changes what a server says of the Raft group. */
  Orders cluster(String server, UnaryOperator<ClusterInfo> change) {
    return view(
        server, v -> copy(v, v.state(), change.apply(v.cluster()), v.mirror(), v.sources()));
  }

  /** No member knows a leader; all list all others with these. */
  Orders leaderless(Replica... others) {
    for (String server : List.of("a1", "a2", "a3")) {
      cluster(server, cluster -> new ClusterInfo("A", null, cluster.raftGroup(), List.of(others)));
    }
    return this;
  }

  Orders mirror(@Nullable StreamSource mirror) {
    return views(v -> copy(v, v.state(), v.cluster(), mirror, v.sources()));
  }

  Orders sources(int count) {
    List<StreamSource> sources = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      sources.add(new StreamSource("SOURCE" + i, 0, Duration.ofSeconds(1), false));
    }
    return views(v -> copy(v, v.state(), v.cluster(), v.mirror(), sources));
  }

  /** Takes away what servers say of it. */
  Orders withoutViewsOf(String... servers) {
    return stream(
        stream ->
            new Stream(
                stream.id(),
                stream.created(),
                stream.config(),
                stream.views().stream()
                    .filter(view -> !List.of(servers).contains(view.serverName()))
                    .toList()));
  }

  /** Another server holds a copy as well. */
  Orders alsoOn(String server) {
    return stream(
        stream -> {
          List<StreamView> views = new ArrayList<>(stream.views());
          StreamView copy = views.get(1);
          views.add(
              new StreamView(
                  Deployments.idOf(server),
                  server,
                  copy.state(),
                  copy.cluster(),
                  copy.mirror(),
                  copy.sources()));
          return new Stream(stream.id(), stream.created(), stream.config(), views);
        });
  }

  Orders stream(UnaryOperator<Stream> change) {
    deployment.stream(ID, change);
    return this;
  }

  Orders deployment(UnaryOperator<DeploymentBuilder> change) {
    return new Orders(change.apply(deployment));
  }

  Snapshot snapshot() {
    return deployment.snapshot();
  }

  private Orders view(String server, UnaryOperator<StreamView> change) {
    return views(view -> view.serverName().equals(server) ? change.apply(view) : view);
  }

  private Orders views(UnaryOperator<StreamView> change) {
    deployment.streamViews(ID, change);
    return this;
  }

  static StreamView holding(StreamView v, UnaryOperator<StreamState> change) {
    return copy(v, change.apply(v.state()), v.cluster(), v.mirror(), v.sources());
  }

  private static StreamView copy(
      StreamView view,
      StreamState state,
      @Nullable ClusterInfo cluster,
      @Nullable StreamSource mirror,
      List<StreamSource> sources) {
    return new StreamView(view.serverId(), view.serverName(), state, cluster, mirror, sources);
  }
}
