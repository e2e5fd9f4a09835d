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
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;

/**
 * Finds servers that run very many Raft groups.
 *
 * @since 0.1
 */
public final class HighHaAssets implements Check {

  static final Parameter<Long> WARN_COUNT =
      Parameter.count("warn_count", "assets")
          .describedAs("Number of Raft groups on a server from which it is reported")
          .firesFrom()
          .defaultValue(1_000L);

  private static final Track<Server> HA_ASSETS =
      Track.of(
          Tracked.SERVERS,
          "server.ha_assets",
          server -> {
            JetStreamServer jetStream = server.jetStreamServer();
            return jetStream == null || !jetStream.enabled() ? Track.HOLE : jetStream.haAssets();
          });

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("CLUSTER_003", "High HA Assets")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(WARN_COUNT)
          .requires(Section.JSZ)
          .alsoFollows(HA_ASSETS)
          .remediation(
              "Look for replicated consumers and small streams that could be fewer; then add servers"
                  + " or spread the groups.")
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
    long limit = context.value(WARN_COUNT);
    return context
        .servers(Section.JSZ, Server::jetStreamServer)
        .where(server -> server.value().enabled())
        .judge(
            (server, verdict) ->
                judge(server.value(), limit, context.series(HA_ASSETS, server.server()), verdict));
  }

  private static void judge(JetStreamServer server, long limit, Series series, Verdict<?> verdict) {
    if (server.haAssets() >= limit) {
      FindingBuilder finding =
          verdict
              .finding()
              .observed("ha_assets", server.haAssets(), "assets")
              .limit("warn_count", limit, "assets")
              .with("streams", server.streams(), "streams")
              .with("consumers", server.consumers(), "consumers");
      Integer most = server.maxHaAssets();
      (most == null
              ? finding
              : finding.with("max_ha_assets", most, "assets").reaches(series, most, "assets"))
          .message(
              "runs %s Raft groups (reported from %s)",
              Display.count(server.haAssets()), Display.count(limit));
    } else {
      verdict.forecast("ha_assets", (double) limit, "assets").from(series);
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Each replicated stream and each replicated consumer is a Raft group of its own, with \
            its log, its timers and its messages on every server that has a replica. With \
            thousands of them elections take longer, restarts take minutes, and a short stall of \
            the disk or the network makes many groups elect at once.""")
        .cause("Many durable consumers on replicated streams; they are usually the bulk.")
        .cause("Many small replicated streams, such as one for each device or customer.")
        .cause("Consumers that were created by short-lived instances and never deleted.")
        .cause("Few servers for many assets, or assets that are placed on some of them only.")
        .diagnose(
            "Compare the servers.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.ha_assets, .data.streams, .data.consumers]'")
        .diagnose(
            "Count the replicated streams and consumers of each account on a server. With very many consumers the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&consumers=1' | jq '[.account_details[] | {account: .name, streams: ([.stream_detail[]? | select((.cluster.replicas // []) != [])] | length), consumers: ([.stream_detail[]?.consumer_detail[]? | select((.cluster.replicas // []) != [])] | length)}]'")
        .diagnose(
            "Find consumers that nobody uses any more.",
            "nats --context ACCOUNT consumer report STREAM")
        .fix("Use one consumer with several filter subjects in place of many.")
        .fix(
            "Give consumers that can be made again one replica and memory storage, and an inactive threshold after which they are deleted.")
        .fix("Join small streams into one with more subjects.")
        .fix("Add servers and spread the groups with placement tags.")
        .fix(
            "Set max_ha_assets in the limits of JetStream, so that the cluster stops placing groups on a server in time.")
        .question(
            "Does a stream with one replica count?",
            "No, and neither do its consumers unless they have replicas of their own.")
        .limit(
            "The meta group is counted too, so 1,000 means 999 streams and consumers; the server's own limit leaves it out.")
        .limit(
            "What a server can bear depends on its disks and on the traffic; 1,000 is a rule of thumb.")
        .related("JETSTREAM_006", "A jump in the number of consumers.")
        .related("META_005", "The size of what the meta group keeps.")
        .build();
  }
}
