// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.leaf;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Section;
import java.util.Comparator;

/**
 * Finds leaf node links that are not compressed although both ends could.
 *
 * @since 0.1
 */
public final class LeafCompressionDisabled implements Check {

  private static final String OFF = "off";

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_006", "Leaf Compression Disabled")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.LEAF_NODE)
          .requires(Section.LEAFZ)
          .remediation(
              "Set compression on the remote of the leaf, s2_auto for one, and reload it; leave it off"
                  + " on purpose where bandwidth costs nothing.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    return LeafLinks.of(context).judge((links, verdict) -> judge(context, links, verdict));
  }

  private static void judge(CheckContext context, LeafLinks links, Verdict<?> verdict) {
    LeafNode link = links.worst(Comparator.comparing(LeafCompressionDisabled::isOff));
    long uncompressed = links.links().stream().filter(LeafCompressionDisabled::isOff).count();
    if (uncompressed > 0) {
      links
          .describe(verdict.finding().observed("compression", OFF).limit("expected", "on"), link)
          .with("uncompressed", uncompressed, "links")
          .with("ip", link.ip())
          .with("is_spoke", link.spoke())
          .with("rtt", link.rtt())
          .message(
              "compression is off on %s of %s",
              Display.count(uncompressed), Display.count(links.links().size(), "link"));
    } else if (links.links().stream().anyMatch(each -> each.compression() == null)) {
      LeafLinks.skipUnknownCompression(
          context.current().server(links.entity().server().id()), verdict);
    }
  }

  private static boolean isOff(LeafNode link) {
    return OFF.equals(link.compression());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Leaf nodes usually sit behind thin, long or metered links. From 2.10 on both ends \
            compress by themselves, as hard as the round trip time suggests, so that somebody has \
            switched it off here: the link carries more bytes than it must.""")
        .cause("compression: off in the remote of the leaf, or in the leafnodes block of the hub.")
        .cause("compression: accept at both ends: each waits for the other to begin.")
        .cause("A configuration that was written for a fast network and used for a slow one.")
        .diagnose(
            "See what the two ends agreed on.",
            "curl -s 'http://HOST:8222/leafz' | jq '.leafs[] | {name, account, ip, compression, is_spoke, rtt, in_bytes, out_bytes}'")
        .diagnose(
            "Ask all servers at once.",
            "nats req '$SYS.REQ.SERVER.PING.LEAFZ' '' --raw --replies 0 --timeout 2s | jq -c '.server.name as $server | .data.leafs[]? | {server: $server, name, account, compression}'")
        .fix(
            "Set compression: s2_auto in the remote of the leaf, or remove the setting there, and reload it with nats-server --signal reload.")
        .fix("If both ends say accept, give one of them a mode such as s2_fast.")
        .fix(
            "Leave it off within a host or a fast network, and where payloads are compressed already; then turn the check off.")
        .question(
            "Why is one link reported twice?",
            "If hub and leaf both answered, each lists it, and each can be the one that said off.")
        .question(
            "Is s2_uncompressed reported?",
            "No. It is what s2_auto chooses for a short round trip time; it goes over to real compression when the time grows.")
        .limit(
            "From 2.12.9 and 2.14.1 on a link over WebSocket that compresses by itself says off too; LEAFZ does not tell such a link apart.")
        .limit(
            "\"not supported\" is not reported: the other end is older than 2.10. Servers before 2.10 are listed as not looked at.")
        .limit("Links that share name and account on a server are one finding, with their number.")
        .related("LEAF_002", "Links with a long round trip time.")
        .related("LEAF_003", "Links with many subscriptions.")
        .build();
  }
}
