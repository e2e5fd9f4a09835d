// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.CheckContext;
import io.natschecks.api.Display;
import io.natschecks.api.Observed;
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The API requests of one incarnation of a server over a stretch of time that ends now.
 *
 * @param requests requests handled, failed ones included
 * @param errors requests that failed
 * @param label the stretch, for people
 */
record ApiSpan(long requests, long errors, String label) {

  /** The shortest span that holds enough requests, or null if there is none. */
  static @Nullable ApiSpan of(
      CheckContext context, Observed<JetStreamServer> observed, long minRequests) {
    Server server = observed.server();
    Series requests = context.series(JsApiErrorRateHigh.REQUESTS, server);
    Series errors = context.series(JsApiErrorRateHigh.ERRORS, server);
    int newest = requests.size() - 1;
    for (int start = newest - 1; start >= 0; start--) {
      if (requests.valueAt(start) > requests.valueAt(start + 1)) {
        // Counters that fall within one incarnation count for nothing before the fall.
        return null;
      }
      if (requests.riseSince(start) >= minRequests) {
        Duration length = Duration.between(requests.timeAt(start), requests.timeAt(newest));
        return new ApiSpan(
            requests.riseSince(start),
            errors.riseSince(start),
            "in the last " + Display.duration(length));
      }
    }
    ApiStatistics api = observed.value().api();
    return requests.span().compareTo(context.window()) >= 0 || api.total() < minRequests
        ? null
        : new ApiSpan(api.total(), api.errors(), sinceStart(server));
  }

  double errorPercent() {
    return errors * 100.0 / requests;
  }

  private static String sinceStart(Server server) {
    ServerStatistics statistics = server.statistics();
    if (statistics == null) {
      return "since the server started";
    }
    Duration uptime = Duration.between(statistics.start(), statistics.now());
    return "since the server started " + Display.duration(uptime) + " ago";
  }
}
