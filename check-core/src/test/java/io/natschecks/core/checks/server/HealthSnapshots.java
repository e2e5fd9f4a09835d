// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Health;
import io.natschecks.api.snapshot.HealthError;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One server with the health that a test states. */
final class HealthSnapshots {

  private HealthSnapshots() {}

  static HealthError error(HealthError.Type type, String text) {
    return new HealthError(type, text, null, null, null);
  }

  static HealthError accountError(String account) {
    return new HealthError(
        HealthError.Type.ACCOUNT, "can not lookup account " + account, account, null, null);
  }

  static Health typed(String status, HealthError... errors) {
    return new Health(status, null, null, Arrays.asList(errors), true);
  }

  static Health untyped(String status, @Nullable String error) {
    return new Health(status, null, error, List.of(), false);
  }

  static Snapshot with(Health health) {
    Server server = Server.builder("N1", "n1").cluster("C1").health(health).build();
    return Snapshot.builder(Instant.parse("2026-11-21T09:00:00Z"))
        .servers(List.of(server))
        .coverage(Coverage.builder().gathered(Section.HEALTHZ).build())
        .build();
  }

  static Snapshot withoutHealth() {
    Server server = Server.builder("N1", "n1").cluster("C1").build();
    return Snapshot.builder(Instant.parse("2026-11-21T09:00:00Z"))
        .servers(List.of(server))
        .coverage(
            Coverage.builder()
                .gathered(Section.HEALTHZ)
                .server(Section.HEALTHZ, "N1", Coverage.Status.TIMED_OUT, "no answer in 5 s")
                .build())
        .build();
  }
}
