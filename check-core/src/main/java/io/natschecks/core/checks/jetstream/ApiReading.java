// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Change;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of its JetStream API.
 *
 * @param enabled whether JetStream runs
 * @param api requests handled
 * @param at when it answered, by its own clock; null if not gathered
 */
record ApiReading(boolean enabled, ApiStatistics api, @Nullable Instant at) {

  static @Nullable ApiReading of(Server server) {
    JetStreamServer jetStream = server.jetStreamServer();
    ServerStatistics statistics = server.statistics();
    return jetStream == null
        ? null
        : new ApiReading(
            jetStream.enabled(), jetStream.api(), statistics == null ? null : statistics.now());
  }

  /** Time between two readings: by the server's own clock where both tell it. */
  static Duration interval(Change<ApiReading> change) {
    Instant before = change.before().at();
    Instant now = change.now().at();
    return before == null || now == null ? change.interval() : Duration.between(before, now);
  }
}
