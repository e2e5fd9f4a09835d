// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.placement;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Gap;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.AccountOnServer;
import java.util.List;

/**
 * Finds accounts of which a large part of the traffic crosses gateways.
 *
 * @since 0.1
 */
public final class HighGatewayTraffic implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of the account's bytes over gateways from which it is reported")
          .firesFrom()
          .defaultValue(30.0);

  static final Parameter<Long> MIN_TOTAL_BYTES =
      Parameter.count("min_total_bytes", "bytes")
          .describedAs("Fewest bytes within the window from which the share says something")
          .between(1, Long.MAX_VALUE)
          .defaultValue(1_048_576L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_PLACE_003", "High Gateway Traffic Ratio")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.PERFORMANCE)
          .entity(EntityType.ACCOUNT)
          .parameters(WARN_PERCENT, MIN_TOTAL_BYTES)
          .requires(Section.ACCSTATZ)
          .follows(AccountOnServer.BYTES, AccountOnServer.GATEWAY_BYTES, AccountOnServer.PRESENT)
          .remediation(
              "Find which clients and streams of the account live in different clusters, and bring"
                  + " them together: move the stream, or mirror it where it is read.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.11.5")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    List<Gap> missing = context.missing(Section.ACCSTATZ);
    List<String> gone = AccountOnServer.gone(context);
    return context
        .accounts(Section.ACCSTATZ)
        .where(account -> !account.statistics().isEmpty())
        .judge(
            (account, verdict) ->
                judge(
                    context,
                    GatewayShare.of(context, AccountOnServer.of(account, gone)),
                    missing,
                    verdict));
  }

  private static void judge(
      CheckContext context, GatewayShare share, List<Gap> missing, Verdict<?> verdict) {
    double limit = context.value(WARN_PERCENT);
    if (!missing.isEmpty()) {
      verdict.skip(missing.get(0).reason(), missing.get(0).subject() + " did not say");
    } else if (share.servers() == 0) {
      verdict.skip(SkipReason.NOT_IN_RELEASE, "its servers do not tell what crosses gateways");
    } else if (!share.isCompared()) {
      verdict.skip(SkipReason.HISTORY_TOO_SHORT, "its traffic is known of one snapshot only");
    } else if (share.total() >= context.value(MIN_TOTAL_BYTES) && share.percent() >= limit) {
      verdict
          .finding()
          .observed("percent", share.percent(), "percent")
          .limit("warn_percent", limit, "percent")
          .with("gateway_bytes", share.overGateways(), "bytes")
          .with("total_bytes", share.total(), "bytes")
          .with("window", context.seen().length())
          .with("servers", share.servers(), "servers")
          .message(
              "%s of %s in %s went over gateways (%s, reported from %s)",
              Display.bytes(share.overGateways()),
              Display.bytes(share.total()),
              Display.duration(context.seen().length()),
              Display.percent(share.percent()),
              Display.number(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Gateways join clusters that are far apart. What crosses them is slow, in clouds it is paid \
            for, and it stops when the link does: an account that lives on both sides depends on it.""")
        .cause("Publishers and subscribers that are connected to different clusters.")
        .cause("A stream in one cluster whose clients are in another.")
        .cause("Consumers of one cluster that read a whole stream of another.")
        .cause("Clients that were sent to another cluster by an outage or by DNS, and stayed.")
        .diagnose(
            "See on which servers the bytes cross.",
            "nats req '$SYS.REQ.ACCOUNT.PING.STATZ' '{\"accounts\":[\"ACCOUNT_ID\"],\"include_unused\":true}' --raw --replies 0 --timeout 2s | jq -c '.server as $server | .data.account_statz[]? | [$server.cluster, $server.name, .conns, .sent.bytes + .received.bytes, .sent.gateways.bytes + .received.gateways.bytes]'")
        .diagnose(
            "See in which cluster the streams of the account are led.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT_ID&streams=1' | jq -c '.account_details[]?.stream_detail[]? | {name, cluster: .cluster.name, leader: .cluster.leader}'")
        .diagnose(
            "See which connections of the account move the most bytes, and from where they come.",
            "nats server report connections --account ACCOUNT_ID --sort out-bytes")
        .fix("Give clients the servers of the cluster in which their data is.")
        .fix("Move the stream to its readers: nats stream edit STREAM --cluster CLUSTER.")
        .fix(
            "Mirror the stream in the cluster that reads it, so that each message crosses once: nats stream add COPY --mirror STREAM --cluster CLUSTER.")
        .fix("Run members of queue groups in each cluster: servers prefer those of their own.")
        .question(
            "Is the traffic counted twice?",
            "Yes, what crosses is sent by one server and received by another; and so is the total, which also holds what goes between the servers of a cluster.")
        .limit(
            "The total contains routes, leaf nodes and the replication of streams, so that the share is smaller than that of the clients alone.")
        .limit("Servers before 2.11.5 do not tell what crosses; they are left out of both sums.")
        .limit(
            "Nothing is said of accounts while a server does not tell, since its part may change the share.")
        .limit("What a server counted between its last snapshot and a restart is lost.")
        .related("OPT_PLACE_001", "Streams whose clients are in another cluster.")
        .related("SERVER_018", "Gateways with long round trip times.")
        .build();
  }
}
