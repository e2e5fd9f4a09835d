// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.raft;

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
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.RaftNode;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;

/**
 * Finds Raft groups with a large log on a server.
 *
 * @since 0.1
 */
public final class LargeRaftLog implements Check {

  private static final double GIB = 1L << 30;

  static final Parameter<Double> WARN_BYTES =
      Parameter.number("warn_bytes_gib", "GiB")
          .describedAs("Size of a log from which it is reported")
          .firesFrom()
          .between(0, 1 << 20)
          .defaultValue(10.0);

  static final Parameter<Double> CRIT_BYTES =
      Parameter.number("crit_bytes_gib", "GiB")
          .describedAs("Size from which a reported log is critical")
          .firesFrom()
          .between(0, 1 << 20)
          .defaultValue(50.0);

  static final Parameter<Double> WARN_PERCENT =
      Parameter.number("warn_pct", "percent of the server's JetStream max_storage")
          .describedAs("Share of the server's storage limit from which a log is reported")
          .firesFrom()
          .between(0, 100)
          .defaultValue(50.0);

  static final Parameter<Double> CRIT_PERCENT =
      Parameter.number("crit_pct", "percent of the server's JetStream max_storage")
          .describedAs("Share from which a reported log is critical")
          .firesFrom()
          .between(0, 100)
          .defaultValue(80.0);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_023", "Raft WAL Size Excessive")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.SATURATION)
          .entity(EntityType.RAFT_GROUP)
          .parameters(WARN_BYTES, CRIT_BYTES, WARN_PERCENT, CRIT_PERCENT)
          .requires(Section.RAFTZ)
          .uses(Section.JSZ, Section.JSZ_STREAMS, Section.JSZ_CONSUMERS)
          .alsoFollows(Followed.LOG_BYTES)
          .remediation(
              "Find out why the log is not cut back: a member that keeps catching up, or entries that"
                  + " are not applied; do not restart the server before.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10.26")
          .build();

  @Override
  public CheckDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  public CheckResult evaluate(CheckContext context) {
    RaftGroups groups = new RaftGroups(context);
    return groups.judgeNodes((node, verdict) -> judge(groups, context, node, verdict));
  }

  private static void judge(
      RaftGroups groups, CheckContext context, RaftNode node, Verdict<?> verdict) {
    long storage = maxStorage(context, node);
    double warnFrom = bound(context.value(WARN_BYTES), context.value(WARN_PERCENT), storage);
    double critFrom = bound(context.value(CRIT_BYTES), context.value(CRIT_PERCENT), storage);
    long bytes = node.walBytes();
    if (bytes < warnFrom) {
      if (bytes >= Followed.LARGE_LOG) {
        verdict
            .forecast("wal_bytes", warnFrom, "bytes")
            .severity(critFrom <= warnFrom ? Severity.CRITICAL : Severity.WARNING)
            .discriminator("server", groups.reporter(node))
            .from(context.series(Followed.LOG_BYTES, node));
      }
      return;
    }
    boolean critical = bytes >= critFrom;
    double from = critical ? Math.max(warnFrom, critFrom) : warnFrom;
    FindingBuilder finding =
        groups
            .finding(node, verdict)
            .severity(critical ? Severity.CRITICAL : Severity.WARNING)
            .observed("wal_bytes", bytes, "bytes")
            .limit("reported_from", (long) Math.ceil(from), "bytes")
            .with("wal_gib", Math.round(bytes / GIB * 100) / 100.0, "GiB")
            .with("wal_messages", node.walMessages(), "log entries")
            .with("wal_first_seq", Long.toString(node.walFirstSequence()))
            .with("wal_last_seq", Long.toString(node.walLastSequence()));
    String share = "";
    if (storage > 0) {
      double percent = Limit.of(storage).percentUsed(bytes);
      finding
          .with("max_storage", storage, "bytes")
          .with("pct_of_max_store", Math.round(percent * 10) / 10.0, "percent");
      share = ", " + Display.percent(percent) + " of max_storage";
    }
    finding
        .reaches(context.series(Followed.LOG_BYTES, node), critical ? storage : critFrom, "bytes")
        .message(
            "a log of %s%s on %s (reported from %s)%s",
            Display.bytes(bytes),
            share,
            Display.name(groups.reporter(node)),
            Display.bytes((long) Math.ceil(from)),
            groups.keeps(node));
  }

  /** The storage that JetStream may use on the server; 0 if unlimited or not known. */
  private static long maxStorage(CheckContext context, RaftNode node) {
    Server server = context.current().server(node.serverId());
    JetStreamServer jetStream = server == null ? null : server.jetStreamServer();
    return jetStream == null ? 0 : Math.max(0, jetStream.maxStorage().value().orElse(0));
  }

  /** The size at which the first of the two bounds is met. */
  private static double bound(double gib, double percent, long storage) {
    double bytes = gib * GIB;
    return storage > 0 ? Math.min(bytes, storage * percent / 100) : bytes;
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Servers cut a log back as soon as what is in it is stored elsewhere. One that grows to \
            gigabytes is not cut back any more. It fills the disk on which all streams of the \
            server lie, and at a restart it is read again from its beginning, which takes time and \
            memory.""")
        .cause(
            "A member that is catching up and does not get there: the leader keeps its log meanwhile.")
        .cause("The server applies more slowly than it commits (OPT_SYS_007).")
        .cause("The state of the group cannot be stored, such as on a full or failing disk.")
        .diagnose(
            "List the largest logs of an account on the server.",
            "curl -s 'http://HOST:8222/raftz?acc=ACCOUNT' | jq '[.[] | to_entries[] | {group: .key, bytes: .value.wal.bytes, entries: .value.wal.messages}] | sort_by(-.bytes) | .[:10]'")
        .diagnose(
            "See whether all members of the stream are there and current.",
            "nats stream info STREAM")
        .diagnose("See what is left on the disk.", "df -h STORE_DIR")
        .diagnose(
            "See the limit of the server.",
            "curl -s 'http://HOST:8222/jsz' | jq '.config.max_storage'")
        .fix(
            "Take load off the member that is catching up, or let the cluster make another one: nats stream cluster peer-remove STREAM SERVER.")
        .fix(
            "Let another server lead, which then stores its state: nats stream cluster step-down STREAM.")
        .fix(
            "Before the server is restarted, see that it has the memory and the time to read the log.")
        .fix("Watch the free disk meanwhile: a full one stops everything that the server holds.")
        .question(
            "Does the log count against max_storage?",
            "No, it takes disk beside it. The limit is only the measure of what is large for the server.")
        .question(
            "Does a member that is down make the log grow?",
            "No. The log is cut back without it, and it gets the state of the group when it returns.")
        .limit("Each group is judged alone; many logs of some gigabytes together are not seen.")
        .limit(
            "The log of a memory stream lies in memory, and is compared with the file storage all the same.")
        .limit("Where no storage limit is known, the size alone decides.")
        .limit("Forecasts begin with logs of 64 MiB; smaller ones are not followed.")
        .related("OPT_SYS_007", "Committed entries that are not applied.")
        .related("OPT_SYS_013", "A member that is catching up.")
        .related("JETSTREAM_001", "Replicas that trail.")
        .related("SERVER_019", "Streams that near the storage limit.")
        .build();
  }
}
