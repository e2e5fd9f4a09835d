// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

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

/**
 * Finds meta groups that have to remember too many copies of streams and consumers.
 *
 * @since 0.1
 */
public final class MetaStateGrowth implements Check {

  static final Parameter<Long> MAX_ASSETS =
      Parameter.count("max_assets", "replicas")
          .describedAs("Copies of streams and consumers in a group that are still accepted")
          .firesAbove()
          .defaultValue(5_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_005", "Meta State Growth")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.META_GROUP)
          .parameters(MAX_ASSETS)
          .requires(Section.JSZ)
          .alsoFollows(MetaAssets.TOTAL)
          .remediation(
              "Remove streams and consumers that nobody uses; prefer one stream with many subjects,"
                  + " and consumers with several filters, over many small ones.")
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
    return MetaPeers.in(context).judge((group, verdict) -> judge(context, group, verdict));
  }

  private static void judge(CheckContext context, MetaPeers group, Verdict<?> verdict) {
    MetaAssets assets = MetaAssets.of(context.current(), group);
    long limit = context.value(MAX_ASSETS);
    String missing = assets.missing();
    if (assets.total() > limit) {
      group
          .tellApart(verdict.finding())
          .observed("replicas", assets.total(), "replicas")
          .limit("max_assets", limit, "replicas")
          .with("stream_replicas", assets.streams(), "replicas")
          .with("consumer_replicas", assets.consumers(), "replicas")
          .with("by_server", assets.byServer())
          .with("not_counted", missing.isEmpty() ? null : missing)
          .message(
              "%s of streams and consumers on %s (reported above %s)%s",
              Display.count(assets.total(), "replica"),
              Display.count(assets.byServer().size(), "server"),
              Display.count(limit),
              missing.isEmpty() ? "" : "; at least, since " + missing);
    } else if (!missing.isEmpty()) {
      verdict.notEvaluable(Display.count(assets.total(), "replica") + " found, but " + missing);
    } else {
      group
          .tellApart(verdict.forecast("replicas", limit + 1.0, "replicas"))
          .from(context.series(MetaAssets.TOTAL, assets));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The meta group keeps an entry for each stream and consumer of its domain, and every copy \
            of them costs its server a Raft group or a store. With many, snapshots of the state take \
            long, restarts take minutes, and elections get more likely.""")
        .cause("Consumers that are created for every request, instance or test and never removed.")
        .cause(
            "A stream for every device or customer, where one stream with many subjects would do.")
        .cause("Three copies of what would do with one.")
        .diagnose("Count streams and consumers of each server.", "nats server report jetstream")
        .diagnose(
            "Read the counts of one server.",
            "curl -s 'http://HOST:8222/jsz' | jq '{streams, consumers, ha_assets}'")
        .diagnose(
            "Find the account that has most.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1' | jq '.account_details[] | {name, streams: (.stream_detail // [] | length), consumers: ([.stream_detail[]?.state.consumer_count] | add)}'")
        .fix("Remove what nobody uses; consumers are usually the larger part.")
        .fix("Give ephemeral consumers an inactive threshold.")
        .fix("Prefer one stream with many subjects, and consumers with several filters.")
        .fix(
            "Separate tenants into clusters with JetStream domains of their own where the number is needed.")
        .fix("If the servers carry the number well, raise max_assets.")
        .limit(
            "Copies are counted, not entries: a stream with three copies counts three times, one with a single copy once.")
        .limit(
            "Servers that did not answer make the number a lower bound. A finding says so; below the limit the group then counts as not looked at.")
        .limit("Servers outside a cluster have no meta group and are not counted.")
        .related("META_004", "Snapshots of the state that take long.")
        .related("META_008", "Requests that wait at the leader.")
        .related("CLUSTER_003", "How many Raft groups a server runs.")
        .build();
  }
}
