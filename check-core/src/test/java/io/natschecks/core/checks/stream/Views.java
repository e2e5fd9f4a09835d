// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import java.util.function.UnaryOperator;

/** Changed copies of what a server says of a stream. */
final class Views {

  private Views() {}

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
