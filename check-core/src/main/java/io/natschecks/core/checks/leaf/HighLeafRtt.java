// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

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
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.RoundTrip;
import java.time.Duration;
import java.util.Comparator;

/**
 * Finds slow leaf node links. A link of which both ends answered is judged at the hub.
 *
 * @since 0.1
 */
public final class HighLeafRtt implements Check {

  static final Parameter<Double> RTT_MS =
      Parameter.number("rtt_ms", "milliseconds")
          .describedAs("Round trip time above which a leaf node link is reported")
          .firesAbove()
          .defaultValue(100.0);

  private static final Comparator<LeafNode> BY_RTT =
      Comparator.comparing(
          LeafNode::rtt, Comparator.nullsFirst(Comparator.<Duration>naturalOrder()));

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("LEAF_002", "High Leaf RTT")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.LEAF_NODE)
          .parameters(RTT_MS)
          .requires(Section.LEAFZ)
          .remediation(
              "Compare with the network's own round trip time: if that is as long, connect the leaf"
                  + " to a nearer cluster; if not, look for a full link or a busy server.")
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
    double limit = context.value(RTT_MS);
    HubSides hubs = HubSides.of(context.current());
    return LeafLinks.of(context)
        .where(links -> !links.isSpoke() || !hubs.show(links))
        .judge((links, verdict) -> judge(links, limit, verdict));
  }

  private static void judge(LeafLinks links, double limit, Verdict<?> verdict) {
    LeafNode slowest = links.worst(BY_RTT);
    Duration rtt = slowest.rtt();
    if (rtt == null || !RoundTrip.isMeasured(rtt)) {
      verdict.notEvaluable("its round trip time was not measured yet");
    } else if (RoundTrip.isAbove(rtt, limit)) {
      links
          .describe(RoundTrip.describe(verdict.finding(), rtt, limit), slowest)
          .with("compression", slowest.compression())
          .message("round trip takes %s", RoundTrip.text(rtt, limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Every request that crosses the link waits for this time, and every acknowledgement of a \
            message that is published to a stream on the other side. Clients time out, and sources \
            and mirrors across the link fall behind when there is much to copy.""")
        .cause("Distance: light in a fibre needs about 10 ms for each 1,000 km there and back.")
        .cause("A link that is full, so that pings wait behind messages.")
        .cause("A busy server at either end, which answers pings late.")
        .cause("Mobile or satellite networks, proxies and VPNs in between.")
        .diagnose(
            "See the links with their round trip times.",
            "curl -s 'http://HOST:8222/leafz' | jq '.leafs[] | {name, account, ip, rtt, in_bytes, out_bytes, compression}'")
        .diagnose("List them with those of the other servers.", "nats server report leafnodes")
        .diagnose("Compare with the network itself.", "ping -c 10 LEAF_HOST")
        .fix("Connect the leaf to the nearest cluster of the super-cluster.")
        .fix(
            "Keep requests and acknowledged publishing on the leaf's side: a stream there, mirrored to the hub.")
        .fix("A full link: let fewer subjects cross (deny_import, deny_export), and compress it.")
        .fix("Where the distance is meant, raise rtt_ms above it.")
        .question(
            "Why is the link reported once although both ends list it?",
            "If the hub answered too, its side is judged and the spoke's is left out.")
        .limit(
            "The time is that of the last ping, which is sent about every ping_interval (2 minutes).")
        .limit("A link that was not measured yet is listed as not looked at.")
        .limit(
            "If several leaf nodes have the same name and account on a server, the slowest of them is reported.")
        .related("LEAF_003", "Links with many subscriptions.")
        .related("SERVER_010", "The same for routes.")
        .related("SERVER_018", "The same for gateways.")
        .build();
  }
}
