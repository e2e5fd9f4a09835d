// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.meta;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.MetaSnapshot;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;

/**
 * Finds leaders of meta groups whose last snapshot of the state took long.
 *
 * @since 0.1
 */
public final class SlowMetaSnapshot implements Check {

  static final Parameter<Double> WARN_SECONDS =
      Parameter.number("warn_seconds", "seconds")
          .describedAs("Duration of the leader's last snapshot above which it is reported")
          .firesAbove()
          .defaultValue(5.0);

  static final Parameter<Double> CRIT_SECONDS =
      Parameter.number("crit_seconds", "seconds")
          .describedAs("Duration from which a reported snapshot is critical")
          .firesFrom()
          .defaultValue(30.0);

  private static final Track<MetaPeers> MILLIS =
      Track.of(
          MetaPeers.TRACKED,
          "meta.snapshot.millis",
          group -> {
            MetaGroupView leader = group.leaderView();
            MetaSnapshot snapshot = leader == null ? null : leader.snapshot();
            Duration length = snapshot == null ? null : snapshot.lastDuration();
            return length == null ? Track.HOLE : (long) (Seconds.of(length) * 1_000);
          });

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_004", "Meta Snapshot Slow")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING, Severity.CRITICAL)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(WARN_SECONDS, CRIT_SECONDS)
          .requires(Section.JSZ)
          .alsoFollows(MILLIS)
          .remediation(
              "Remove streams and consumers that nobody uses, give ephemeral consumers an inactive"
                  + " threshold, and give the server more CPU.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.11.11")
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
    MetaGroupView leader = group.leaderView();
    if (leader == null) {
      verdict.notEvaluable(group.withoutLeader());
    } else if (leader.snapshot() == null) {
      verdict.skip(
          SkipReason.NOT_IN_RELEASE,
          "the leader " + Display.name(leader.serverName()) + " does not report its snapshots");
    } else if (leader.snapshot().lastDuration() == null) {
      verdict.notEvaluable(
          "the leader "
              + Display.name(leader.serverName())
              + " took no snapshot since it was started");
    } else {
      judge(context, group, leader, leader.snapshot(), leader.snapshot().lastDuration(), verdict);
    }
  }

  private static void judge(
      CheckContext context,
      MetaPeers group,
      MetaGroupView leader,
      MetaSnapshot snapshot,
      Duration length,
      Verdict<?> verdict) {
    double seconds = Seconds.of(length);
    double warn = context.value(WARN_SECONDS);
    double critical = context.value(CRIT_SECONDS);
    Entity.Server server = MetaPeers.server(context.current(), group, leader.serverName());
    Series series = context.series(MILLIS, group);
    if (seconds <= warn) {
      verdict
          .forecast(server, "last_duration", warn * 1_000 + 1, "ms")
          .severity(critical <= warn ? Severity.CRITICAL : Severity.WARNING)
          .from(series);
      return;
    }
    boolean isCritical = seconds >= critical;
    double crossed = isCritical ? critical : warn;
    FindingBuilder finding =
        verdict
            .finding(server)
            .severity(isCritical ? Severity.CRITICAL : Severity.WARNING)
            .observed("last_duration", seconds, "seconds")
            .limit(isCritical ? "crit_seconds" : "warn_seconds", crossed, "seconds")
            .with("leader", leader.serverName())
            .with("last_time", snapshot.lastTime())
            .with("pending_entries", snapshot.pendingEntries(), "entries")
            .with("pending_bytes", snapshot.pendingBytes(), "bytes")
            .reaches(series, critical * 1_000, "ms");
    MetaAssets assets = MetaAssets.of(context.current(), group);
    finding
        .with("stream_replicas", assets.streams(), "replicas")
        .with("consumer_replicas", assets.consumers(), "replicas")
        .with("not_counted", assets.missing().isEmpty() ? null : assets.missing())
        .message(
            "the leader's last snapshot of the meta state took %.1f s (reported %s %s s)",
            seconds, isCritical ? "from" : "above", Display.number(crossed));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The leader regularly writes the whole state of the meta group into a snapshot. While it \
            builds one, it answers no requests; if that takes long, clients time out and the leader \
            can lose the lead.""")
        .cause("Too many streams and consumers in the domain (META_005).")
        .cause("Consumers that are created for every request and never go away.")
        .cause("Too little CPU, or a container that is throttled.")
        .diagnose(
            "Read the time of the last snapshot on the leader.",
            "curl -s 'http://HOST:8222/jsz' | jq '.meta_cluster | {leader, snapshot}'")
        .diagnose("Count streams and consumers.", "nats server report jetstream")
        .diagnose("See whether the server is short of CPU.", "nats server list")
        .fix(
            "Delete streams and consumers that nobody uses; consumers are usually the larger part.")
        .fix("Give ephemeral consumers an inactive threshold.")
        .fix("Give the servers more CPU; check that limits of containers do not throttle them.")
        .fix("Step the leader down if another server is stronger: nats server cluster step-down.")
        .question(
            "Is the disk too slow?",
            "That is not what is measured. The clock stops when the state is encoded and compressed in memory, before"
                + " it is written.")
        .question(
            "Why is the finding still there?",
            "The time stays until the next snapshot. Compare last_time in the evidence: if it has not changed, it is the"
                + " same snapshot.")
        .limit("Only the leader's own snapshot is judged. Followers take snapshots of their own.")
        .limit(
            "A leader that took none since its start has nothing to judge and is listed as such.")
        .related("META_005", "How many assets the state holds.")
        .related("META_008", "Requests that wait at the leader.")
        .related("META_003", "Leaders that change often.")
        .build();
  }
}
