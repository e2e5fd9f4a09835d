// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.server;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Observed;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.core.checks.shared.JetStreamPool;
import io.natschecks.core.checks.shared.Usage;

/**
 * Finds servers whose file storage nears the most that JetStream may use.
 *
 * @since 0.1
 */
public final class JetStreamStorageLimit implements Check {

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_percent", "percent")
          .describedAs("Share of the configured storage limit from which a server is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(90.0);

  static final Parameter<Double> CRIT_PERCENT =
      Parameter.number("crit_percent", "percent")
          .describedAs("Share from which a reported server is critical")
          .firesFrom()
          .between(0, 100)
          .defaultValue(95.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("SERVER_019", "JetStream Storage vs Configured Limit")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.SATURATION)
          .entity(EntityType.SERVER)
          .parameters(WARN_PERCENT, CRIT_PERCENT)
          .requires(Section.JSZ)
          .alsoFollows(JetStreamPool.STORAGE)
          .remediation(
              "Free space: purge or bound the largest streams, or move replicas away; raise max_file"
                  + " only together with the disk.")
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
    return context
        .servers(Section.JSZ, Server::jetStreamServer)
        .where(server -> server.value().enabled())
        .where(server -> !server.value().maxStorage().equals(Limit.of(0)))
        .judge((server, verdict) -> judge(context, server, verdict));
  }

  private static void judge(
      CheckContext context, Observed<JetStreamServer> server, Verdict<?> verdict) {
    Usage usage = new Usage(server.value().storage(), server.value().maxStorage(), "bytes");
    double warning = context.value(WARN_PERCENT);
    Series series = context.series(JetStreamPool.STORAGE, server.server());
    if (!usage.isFrom(warning)) {
      usage
          .forecast(verdict, "storage", warning)
          .severity(context.value(CRIT_PERCENT) <= warning ? Severity.CRITICAL : Severity.WARNING)
          .from(series);
      return;
    }
    boolean critical = usage.isFrom(context.value(CRIT_PERCENT));
    usage
        .describe(verdict.finding(), "storage", "max_storage", series)
        .with("critical_from", context.value(CRIT_PERCENT), "percent")
        .severity(critical ? Severity.CRITICAL : Severity.WARNING)
        .message(
            "JetStream storage: %s", usage.text(critical ? context.value(CRIT_PERCENT) : warning));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            At its limit the server stores no more: publishing to its file streams fails with \
            "insufficient resources", or finds no responders once they have lost their leader. \
            Replicas that cannot write fall behind, and what was meant to survive the loss of a \
            server no longer does.""")
        .cause("Streams without max_bytes or max_age grow until the server is full.")
        .cause("Replicas moved here after another server left the cluster.")
        .cause(
            "A limit that nobody set: without max_file the server takes a part of the disk that is free at its start.")
        .diagnose(
            "See use and limit of every server.",
            "nats req '$SYS.REQ.SERVER.PING.JSZ' '' --raw --replies 0 --timeout 2s | jq -c '[.server.name, .data.storage, .data.config.max_storage]'")
        .diagnose(
            "See which accounts fill it; the bytes of an account are those of all servers together.",
            "nats server report jetstream")
        .diagnose(
            "List the largest file streams on the server. With many streams the answer is large: ask for one account with acc=ACCOUNT.",
            "curl -s 'http://HOST:8222/jsz?accounts=1&streams=1&config=1' | jq '[.account_details[] | .name as $account | .stream_detail[]? | select(.config.storage == \"file\") | {account: $account, stream: .name, bytes: .state.bytes}] | sort_by(-.bytes) | .[:10]'")
        .diagnose("Compare with the disk itself.", "df -h STORE_DIR")
        .fix("When critical, free space first: nats stream purge STREAM --keep N for the largest.")
        .fix(
            "Then bound every stream: nats stream edit STREAM --max-bytes SIZE, or --max-age TIME.")
        .fix(
            "Move replicas: nats stream cluster peer-remove STREAM SERVER lets the cluster place the replica elsewhere.")
        .fix(
            "Set max_file yourself and leave room on the disk for Raft logs and snapshots, so that the limit does not change with every restart.")
        .question(
            "How does it differ from SERVER_017?",
            "SERVER_017 compares with what the streams have reserved, this one with what the server may use at most.")
        .limit(
            "The figure is the bytes that are counted against the limit, not the use of the disk: Raft logs and other files are not in it.")
        .limit(
            "A server with a limit of 0, which is file storage switched off, or without a limit is not looked at.")
        .limit(
            "If crit_percent is set below warn_percent, warn_percent still decides what is reported.")
        .related("SERVER_017", "Against what the streams have reserved.")
        .related("SERVER_005", "Memory.")
        .build();
  }
}
