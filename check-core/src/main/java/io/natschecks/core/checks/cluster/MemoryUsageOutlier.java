// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cluster;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.core.checks.shared.HotSpots;

/**
 * Finds servers that use far more memory than the servers of their cluster do on average.
 *
 * @since 0.1
 */
public final class MemoryUsageOutlier implements Check {

  static final Parameter<Double> MULTIPLIER =
      Parameter.number("multiplier", "ratio")
          .describedAs("How many times the cluster average the memory of a server may be")
          .firesAbove()
          .defaultValue(1.5);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CLUSTER_001", "Memory Usage Outlier")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(MULTIPLIER)
          .requires(Section.VARZ)
          .remediation(
              "Compare connections, subscriptions and stream leaders of the server with its peers,"
                  + " then spread what it has too much of; a restart only hides the cause.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return HotSpots.of(context, Section.VARZ, Server::statistics, ServerStatistics::memory)
        .judge(
            0,
            context.value(MULTIPLIER),
            "how much memory they use",
            (spot, verdict) ->
                spot.describe(verdict.finding(), "memory", "cluster_average", "bytes")
                    .message(
                        "uses %s of memory, %s", Display.bytes(spot.load()), spot.text("bytes")));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A server that needs far more memory than its peers is the first to be killed when \
            memory runs out. Its clients then crowd onto the others, and its replicas have to \
            catch up.""")
        .cause("Most clients or subscriptions are on this server.")
        .cause("It leads most streams and consumers, or holds the large memory streams.")
        .cause("Slow clients, for which it keeps what they have not read yet.")
        .cause("A garbage collector that has no reason to hurry: GOMEMLIMIT is not set.")
        .diagnose("Compare the servers.", "nats server report mem")
        .diagnose(
            "See what this server has more of.",
            "curl -s 'http://HOST:8222/varz' | jq '{mem, gomemlimit, connections, leafnodes, subscriptions}'")
        .diagnose("Compare streams, consumers and memory streams.", "nats server report jetstream")
        .diagnose(
            "Find clients for which much waits.",
            "curl -s 'http://HOST:8222/connz?sort=pending&limit=10&auth=1' | jq '.connections[] | {cid, account, name, pending_bytes}'")
        .fix("Let clients know all servers, and let them reconnect in waves.")
        .fix("Spread the leaders of an account's streams: nats stream cluster balance.")
        .fix("Move memory streams to servers with room, or to file storage.")
        .fix(
            "Set GOMEMLIMIT a little below the memory limit of the container, so that the runtime collects in time.")
        .question(
            "Why does a server with 400 MiB beside peers with 100 MiB matter on a host of 64 GiB?",
            "Perhaps it does not; but it does something that its peers do not do. Raise multiplier if that is meant to be"
                + " so.")
        .question(
            "Is the server itself part of the average?",
            "Yes. Of two servers one must use more than three times the memory of the other to be reported at 1.5.")
        .limit(
            "A small cluster of idle servers can differ by chance: a start, or one garbage collection.")
        .limit(
            "If a server of the cluster did not answer, the average is not known and its peers are not judged.")
        .limit("Servers without peers of another name are not looked at.")
        .related("OPT_BALANCE_002", "Connections of the servers against each other.")
        .related("SERVER_005", "What JetStream keeps in memory, against its limit.")
        .build();
  }
}
