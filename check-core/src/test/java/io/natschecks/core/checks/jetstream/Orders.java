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

  /** What a copy holds, all else being equal. */
  static UnaryOperator<StreamState> messages(long messages) {
    return s ->
        new StreamState(
            messages,
            s.bytes(),
            s.firstSequence(),
            s.lastSequence(),
            s.lastTime(),
            s.subjects(),
            s.deleted(),
            s.consumers());
  }

  static UnaryOperator<StreamState> bytes(long bytes) {
    return s ->
        new StreamState(
            s.messages(),
            bytes,
            s.firstSequence(),
            s.lastSequence(),
            s.lastTime(),
            s.subjects(),
            s.deleted(),
            s.consumers());
  }

  static UnaryOperator<StreamState> lastSequence(long sequence) {
    return s ->
        new StreamState(
            s.messages(),
            s.bytes(),
            s.firstSequence(),
            sequence,
            s.lastTime(),
            s.subjects(),
            s.deleted(),
            s.consumers());
  }

  static UnaryOperator<StreamState> subjects(long subjects) {
    return s ->
        new StreamState(
            s.messages(),
            s.bytes(),
            s.firstSequence(),
            s.lastSequence(),
            s.lastTime(),
            subjects,
            s.deleted(),
            s.consumers());
  }

  static UnaryOperator<StreamState> consumers(int consumers) {
    return s ->
        new StreamState(
            s.messages(),
            s.bytes(),
            s.firstSequence(),
            s.lastSequence(),
            s.lastTime(),
            s.subjects(),
            s.deleted(),
            consumers);
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

  /** Switches the monitoring on and sets a threshold. */
  Orders monitored(String key, String threshold) {
    return metadata(Map.of("io.nats.monitor.enabled", "true", key, threshold));
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
        server,
        view ->
            new StreamView(
                view.serverId(),
                server,
                view.state(),
                change.apply(view.cluster()),
                view.mirror(),
                view.sources()));
  }

  /** No member knows a leader; all list all others with these. */
  Orders leaderless(Replica... others) {
    for (String server : List.of("a1", "a2", "a3")) {
      cluster(server, cluster -> new ClusterInfo("A", null, cluster.raftGroup(), List.of(others)));
    }
    return this;
  }

  Orders mirror(@Nullable StreamSource mirror) {
    return views(
        view ->
            new StreamView(
                view.serverId(),
                view.serverName(),
                view.state(),
                view.cluster(),
                mirror,
                view.sources()));
  }

  Orders sources(int count) {
    List<StreamSource> sources = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      sources.add(new StreamSource("SOURCE" + i, 0, Duration.ofSeconds(1), false));
    }
    return views(
        view ->
            new StreamView(
                view.serverId(),
                view.serverName(),
                view.state(),
                view.cluster(),
                view.mirror(),
                sources));
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

  static StreamView holding(StreamView view, UnaryOperator<StreamState> change) {
    return new StreamView(
        view.serverId(),
        view.serverName(),
        change.apply(view.state()),
        view.cluster(),
        view.mirror(),
        view.sources());
  }
}
