// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import java.util.function.BiFunction;

/** Small checks for the tests of the kit. */
final class SampleChecks {

  static final Parameter<Long> MOST =
      Parameter.count("max_connections", "connections")
          .describedAs("Most connections of a server")
          .defaultValue(1_000L);

  static final Track<Server> CONNECTIONS =
      Track.of(
          Tracked.SERVERS,
          "sample.connections",
          server -> server.statistics() == null ? Track.HOLE : server.statistics().connections());

  private SampleChecks() {}

  static CheckDescriptor.Builder descriptor() {
    return undemandingBuilder().requires(Section.VARZ);
  }

  /** Requires nothing. */
  static CheckDescriptor undemanding() {
    return undemandingBuilder().build();
  }

  private static CheckDescriptor.Builder undemandingBuilder() {
    return CheckDescriptor.of("SAMPLE_001", "Many Connections")
        .kind(Kind.OPERATIONAL)
        .severity(Severity.WARNING)
        .category(Category.SATURATION)
        .entity(EntityType.SERVER)
        .parameters(MOST)
        .remediation("Spread the clients")
        .runbook(Runbook.why("A full server turns clients away").build())
        .since("0.1");
  }

  /** A check of a descriptor and a body. */
  static Check check(
      CheckDescriptor descriptor, BiFunction<Check, CheckContext, CheckResult> body) {
    return new Check() {
      @Override
      public CheckDescriptor descriptor() {
        return descriptor;
      }

      @Override
      public CheckResult evaluate(CheckContext context) {
        return body.apply(this, context);
      }
    };
  }

  /** A check that holds the contract. */
  static Check manyConnections() {
    return check(descriptor().build(), (check, context) -> judge(context));
  }

  /** A check that says when it will fire. */
  static Check foreseeing() {
    return check(
        descriptor().alsoFollows(CONNECTIONS).build(),
        (check, context) ->
            context
                .servers(Section.VARZ, Server::statistics)
                .judge(
                    (server, verdict) ->
                        verdict
                            .forecast("connections", context.value(MOST) + 1.0, "connections")
                            .from(context.series(CONNECTIONS, server.server()))));
  }

  static CheckResult judge(CheckContext context) {
    long most = context.value(MOST);
    return context
        .servers(Section.VARZ, Server::statistics)
        .judge(
            (server, verdict) -> {
              long connections = server.value().connections();
              if (connections > most) {
                verdict
                    .finding()
                    .observed("connections", connections, "connections")
                    .limit("max_connections", most, "connections")
                    .message("%d connections (limit %d)", connections, most);
              }
            });
  }
}
