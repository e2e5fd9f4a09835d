// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;

/** Consumer index of stream EVENTS in the healthy deployment, the only one of the stream. */
final class Index {

  static final StreamId EVENTS = Deployments.stream("EVENTS");
  static final String LABEL = "consumer ACME/EVENTS/index";

  private Index() {}

  /** The consumer at a sequence of a stream that holds the sequences from first to last. */
  static DeploymentBuilder at(long delivered, long first, long last) {
    return at(Deployments.healthy(), delivered, first, last);
  }

  static DeploymentBuilder at(DeploymentBuilder deployment, long delivered, long first, long last) {
    return deployment
        .streamViews(EVENTS, view -> with(view, holding(first, last), view.cluster()))
        .consumer(
            EVENTS,
            "index",
            index ->
                index.deliveredStreamSequence(delivered).pending(Math.max(0, last - delivered)));
  }

  /** What the consumer's server holds of the stream itself; the stream's leader is another one. */
  static DeploymentBuilder copyBeside(DeploymentBuilder deployment, long first, long last) {
    return deployment.streamViews(
        EVENTS,
        view ->
            view.serverName().equals("a3")
                ? with(view, holding(first, last), view.cluster())
                : view);
  }

  static DeploymentBuilder withoutStreamLeader(DeploymentBuilder deployment) {
    return deployment.streamViews(
        EVENTS,
        view ->
            with(view, view.state(), new ClusterInfo("A", null, null, view.cluster().replicas())));
  }

  private static StreamState holding(long first, long last) {
    return new StreamState(last - first + 1, 0, first, last, null, 1, 0, 1);
  }

  private static StreamView with(StreamView view, StreamState state, ClusterInfo cluster) {
    return new StreamView(
        view.serverId(), view.serverName(), state, cluster, view.mirror(), view.sources());
  }
}
