// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.checks.shared.Written;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** Stream ORDERS of the healthy deployment with a number of bytes. */
record Sized(UnaryOperator<StreamConfig.Builder> config) {

  static final StreamId ORDERS = Written.ORDERS;
  static final String LABEL = Written.LABEL;

  DeploymentBuilder now(long bytes) {
    return at(Duration.ZERO, bytes);
  }

  /**
   * Bytes that grew evenly over the last ten hours, one snapshot an hour, the current one left out.
   */
  List<Snapshot> growing(long before, long now) {
    return LongStream.range(0, 10)
        .mapToObj(
            hour -> at(Duration.ofHours(hour - 10), before + (now - before) * hour / 10).snapshot())
        .toList();
  }

  private DeploymentBuilder at(Duration later, long bytes) {
    return Deployments.healthy(later)
        .streamConfig(ORDERS, config)
        .streamViews(ORDERS, view -> with(view, bytes));
  }

  private static StreamView with(StreamView view, long bytes) {
    StreamState s = view.state();
    return Written.holding(
        view,
        new StreamState(
            s.messages(),
            bytes,
            s.firstSequence(),
            s.lastSequence(),
            s.lastTime(),
            s.subjects(),
            s.deleted(),
            s.consumers()));
  }
}
