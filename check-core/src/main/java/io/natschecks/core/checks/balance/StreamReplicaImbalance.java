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
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.HotSpots;

/**
 * Finds servers that hold replicas of far more streams than the servers of their cluster do on
 * average.
 *
 * @since 0.1
 */
public final class StreamReplicaImbalance implements Check {

  static final Parameter<Double> MULTIPLIER = HotSpots.multiplier("host", 1.5);

  static final Parameter<Long> MIN_REPLICAS =
      Parameter.count("min_replicas", "replicas")
          .describedAs("Fewest stream replicas of a server that are worth reporting")
          .firesFrom()
          .defaultValue(10L);

  static final Parameter<Long> MIN_SERVERS =
      HotSpots.minServers(", counted in servers with JetStream", 3);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_004", "Stream Replica Count Imbalance")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(MULTIPLIER, MIN_REPLICAS, MIN_SERVERS)
          .requires(Section.JSZ)
          .remediation(
              "Move replicas of some streams to other servers, a few at a time, and look for"
                  + " placement tags that only few servers carry.")
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
    return HotSpots.ofJetStream(context, Server::jetStreamServer, JetStreamServer::streams)
        .inClustersFrom(context.value(MIN_SERVERS))
        .judge(
            context.value(MIN_REPLICAS),
            context.value(MULTIPLIER),
            "how many streams they hold",
            (spot, verdict) ->
                spot.describe(verdict.finding(), "replicas", "cluster_average", "replicas")
                    .message(
                        "holds replicas of %s streams, %s",
                        Display.count(spot.load()), spot.text("replicas")));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Every replica stores and writes what its stream gets. A server that holds most of them \
            wears out its disk and takes longest to restart, and while it is away the others have \
            to bear with fewer copies of most streams.""")
        .cause("The cluster grew, and nothing was moved: replicas stay where they were placed.")
        .cause("Placement tags that only few servers carry.")
        .cause("Many streams with one replica, made while the other servers were away.")
        .cause("The other servers have little storage, so that new streams pass them by.")
        .diagnose("Compare the servers.", "nats server report jetstream")
        .diagnose(
            "See on which servers an account's streams lie.",
            "nats --context ACCOUNT stream report")
        .diagnose(
            "Count the streams that this server holds by account and placement. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq -c '[.account_details[] | .name as $account | .stream_detail[]? | {account: $account, tags: (.config.placement.tags // [])}] | group_by(.) | map(.[0] + {streams: length})[]'")
        .fix(ReplicaMoves.REPLICATED)
        .fix(ReplicaMoves.SINGLE)
        .fix("Or let the stream move as a whole: nats stream edit STREAM --tag TAG.")
        .fix("Give the tags that streams ask for to more servers.")
        .fix("Move a few streams at a time and wait until they have caught up.")
        .question(
            "Does it count what the server leads?",
            "It counts every replica, leader or follower. Leaders alone are the matter of OPT_BALANCE_001.")
        .limit(
            "Each stream counts as one, however large or busy it is; OPT_BALANCE_005 looks at bytes.")
        .limit(
            "The documented rule averages over servers that hold a replica. Here all servers with JetStream count, so that an empty one is seen.")
        .related("OPT_BALANCE_001", "Leaders instead of replicas.")
        .related("OPT_BALANCE_005", "Bytes instead of streams.")
        .related("CLUSTER_003", "The number of Raft groups of a server.")
        .build();
  }
}
