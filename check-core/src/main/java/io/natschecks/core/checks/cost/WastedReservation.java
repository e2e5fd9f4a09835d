// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Parameter;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.JetStreamPool;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds servers whose streams use little of what they have reserved. */
final class WastedReservation {

  private WastedReservation() {}

  /** The least share that must be in use, the same for memory and storage. */
  static Parameter<Double> minUtilizationPercent() {
    return Parameter.number("min_utilization_percent", "percent")
        .describedAs("Use of the reservation below which a server is reported")
        .firesBelow()
        .between(0, 100)
        .defaultValue(20.0);
  }

  /** Judges all servers with JetStream on which something is reserved. */
  static CheckResult judge(
      CheckContext context, Function<JetStreamServer, JetStreamPool> pool, double least) {
    return context
        .servers(Section.JSZ, Server::jetStreamServer)
        .where(server -> server.value().enabled())
        .where(server -> !isZero(pool.apply(server.value()).reserved()))
        .judge(
            (server, verdict) ->
                judge(server.server(), pool.apply(server.value()), least, verdict));
  }

  private static boolean isZero(@Nullable Long bytes) {
    return bytes != null && bytes == 0;
  }

  private static void judge(Server server, JetStreamPool pool, double least, Verdict<?> verdict) {
    Long reserved = pool.reserved();
    if (reserved == null || reserved < 0) {
      verdict.notEvaluable(
          "what its streams reserve of its JetStream " + pool.name() + " makes no sense");
      return;
    }
    double percent = Limit.of(reserved).percentUsed(pool.used());
    if (percent < least) {
      FindingBuilder finding =
          verdict
              .finding()
              .observed("percent", percent, "percent")
              .limit("min_utilization_percent", least, "percent")
              .with("used_bytes", pool.used(), "bytes")
              .with("reserved_bytes", reserved, "bytes");
      pool.maximum().value().ifPresent(most -> finding.with("configured_max_bytes", most, "bytes"));
      finding
          .with("cluster", server.clusterName().isEmpty() ? null : server.clusterName())
          .message(
              "uses %s of the %s of JetStream %s that its streams reserve (%s, reported below %s)",
              Display.bytes(pool.used()),
              Display.bytes(reserved),
              pool.name(),
              Display.percent(percent),
              Display.number(least));
    }
  }
}
