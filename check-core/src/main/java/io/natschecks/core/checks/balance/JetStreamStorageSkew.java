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
 * Finds servers whose file streams hold far more bytes than those of the servers of their cluster
 * do on average.
 *
 * @since 0.1
 */
public final class JetStreamStorageSkew implements Check {

  static final Parameter<Double> MULTIPLIER = HotSpots.multiplier("store", 2.0);

  static final Parameter<Double> MIN_STORAGE_GIB =
      Parameter.number("min_storage_gib", "GiB")
          .describedAs("Smallest use of a server that is worth reporting")
          .firesFrom()
          .defaultValue(1.0);

  static final Parameter<Long> MIN_SERVERS =
      HotSpots.minServers(", counted in servers with JetStream", 2);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_BALANCE_005", "JetStream Storage Skew")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(MULTIPLIER, MIN_STORAGE_GIB, MIN_SERVERS)
          .requires(Section.JSZ)
          .causedBy("OPT_BALANCE_008", EntityType.CLUSTER)
          .remediation(
              "Find the few large streams on this server; move replicas of them to emptier servers,"
                  + " or bound them by age or bytes.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.9")
          .build();

  private static final double GIB = 1L << 30;

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return HotSpots.ofJetStream(context, Server::jetStreamServer, JetStreamServer::storage)
        .inClustersFrom(context.value(MIN_SERVERS))
        .judge(
            (long) Math.ceil(context.value(MIN_STORAGE_GIB) * GIB),
            context.value(MULTIPLIER),
            "how much they store",
            (spot, verdict) ->
                spot.describe(verdict.finding(), "storage_bytes", "cluster_average_bytes", "bytes")
                    .message(
                        "stores %s in file streams, %s",
                        Display.bytes(spot.load()), spot.text("bytes")));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The fullest server sets what the cluster can hold: a replicated stream needs room on \
            each of its servers, so the disk of one is full while the others are nearly empty. \
            That server also takes longest to restart and to catch up.""")
        .cause("A few large streams with one replica; all their bytes lie on one server.")
        .cause(
            "Large streams whose replicas share a server, because they were placed when it was empty.")
        .cause("Placement tags that only few servers carry.")
        .cause("A server that was added later, and nothing was moved to it.")
        .diagnose("Compare the servers.", "nats server report jetstream")
        .diagnose(
            "List the largest file streams on the server. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"file\") | {account: $account, stream: .name, replicas: .config.num_replicas, bytes: .state.bytes}] | sort_by(-.bytes) | .[:10]'")
        .diagnose(
            "See where the replicas of an account's streams lie.",
            "nats --context ACCOUNT stream report")
        .fix(ReplicaMoves.REPLICATED)
        .fix(ReplicaMoves.SINGLE)
        .fix(
            "Bound the largest streams by bytes and age: nats stream edit STREAM --max-bytes SIZE --max-age AGE.")
        .fix("Give new large streams placement tags, so that they start on the emptier servers.")
        .question(
            "Does it mean that a disk is nearly full?",
            "No, only that the load is uneven. SERVER_019 compares with what the server may store.")
        .limit("Memory streams are not counted.")
        .limit(
            "Servers with disks of different sizes should be uneven: raise the multiplier or switch the check off.")
        .limit(
            "The documented rule averages over servers that store something. Here all servers with JetStream count, so that an empty one is seen.")
        .related(
            "OPT_BALANCE_008",
            "A server that is nearly full while another of its cluster has room.")
        .related("OPT_BALANCE_004", "Streams instead of bytes.")
        .related("SERVER_019", "Storage of a server against its configured maximum.")
        .build();
  }
}
