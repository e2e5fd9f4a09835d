// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.balance;

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
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.HotSpot;
import io.natschecks.core.checks.shared.HotSpots;
import java.util.Map;

/**
 * Finds servers that lead far more streams and consumers than the servers of their cluster do on
 * average.
 *
 * @since 0.1
 */
public final class UnevenLeaderDistribution implements Check {

  static final Parameter<Double> MULTIPLIER = HotSpots.multiplier("lead", 1.5);

  static final Parameter<Long> MIN_SERVERS =
      HotSpots.minServers(", counted in servers with JetStream", 3);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_001", "Uneven Leader Distribution")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(MULTIPLIER, MIN_SERVERS)
          .requires(Section.JSZ, Section.JSZ_STREAMS, Section.JSZ_CONSUMERS)
          .causedBy("SERVER_008", EntityType.CLUSTER)
          .causedBy("META_001", EntityType.CLUSTER)
          .remediation(
              "Let the CLI's balance commands spread the leaders, or ask the busiest streams and"
                  + " consumers that this server leads to step down.")
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
    Map<String, Leaders> leaders = Leaders.byServer(context.current());
    return HotSpots.ofJetStream(
            context,
            server -> leaders.getOrDefault(server.id(), Leaders.NONE),
            Leaders::all,
            Section.JSZ_STREAMS,
            Section.JSZ_CONSUMERS)
        .inClustersFrom(context.value(MIN_SERVERS))
        .inClusters(average -> average.sum() >= average.servers())
        .judge(0, context.value(MULTIPLIER), "what they lead", UnevenLeaderDistribution::report);
  }

  private static void report(HotSpot<Leaders> spot, Verdict<?> verdict) {
    spot.describe(verdict.finding(), "leaders", "cluster_average", "leaders")
        .with("stream_leaders", spot.part().streams(), "leaders")
        .with("consumer_leaders", spot.part().consumers(), "leaders")
        .message(
            "leads %s and %s, %s",
            Display.count(spot.part().streams(), "stream"),
            Display.count(spot.part().consumers(), "consumer"),
            spot.text("leaders"));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The leader of a stream takes all its publishes and sends them to the followers; the \
            leader of a consumer delivers and keeps track of acknowledgements. A server that leads \
            most of them works while its peers idle, and if it fails all of them must be elected \
            anew at once.""")
        .cause(
            "A rolling restart: whoever takes over stays leader, and the server that was restarted last leads nothing.")
        .cause("A new server: it leads nothing until something is placed on it or moved to it.")
        .cause("Many streams with one replica on the same server; their only server leads them.")
        .cause("Placement tags that only few servers carry.")
        .diagnose(
            "See what each server leads, one account at a time.",
            "nats --context ACCOUNT stream report")
        .diagnose(
            "Count what this server leads in each account. With very many consumers the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&consumers=1' | jq '[.account_details[] | {account: .name, streams: ([.stream_detail[]? | select(.cluster.leader == \"SERVER_NAME\")] | length), consumers: ([.stream_detail[]?.consumer_detail[]? | select(.cluster.leader == \"SERVER_NAME\")] | length)}]'")
        .diagnose(
            "Servers from 2.11.11 on count for themselves.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '{\"raft\":true}' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.streams_leader, .data.consumers_leader]'")
        .fix("Spread the stream leaders of an account: nats stream cluster balance.")
        .fix("Spread the consumer leaders of a stream: nats consumer cluster balance STREAM.")
        .fix(
            "In a small deployment let single leaders go: nats stream cluster step-down STREAM, nats consumer cluster step-down STREAM CONSUMER.")
        .fix("Do it as the last step of every rolling restart.")
        .question(
            "Do leaders move back by themselves?",
            "No. A restarted server comes back as a follower and leads again only after an election.")
        .question(
            "Why does the same server fill up again?",
            "Look at placement tags, and at replicas of which the others cannot lead, because they lag or are offline.")
        .limit("A stream with one message a day counts as much as the busiest one.")
        .limit(
            "Streams and consumers with one replica count too, though no election can move them.")
        .limit("The hidden consumers of mirrors and sources are not counted.")
        .limit(
            "The documented rule averages over servers that lead something, and so never sees a server that leads nothing. Here all servers with JetStream count, and clusters with fewer leaders than servers are left out.")
        .related("OPT_BALANCE_004", "Replicas, led or not.")
        .related("OPT_BALANCE_007", "One stream whose consumers are led where it is led itself.")
        .build();
  }
}
