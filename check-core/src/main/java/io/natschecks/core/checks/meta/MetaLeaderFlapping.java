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
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import java.time.Duration;

/**
 * Finds meta groups whose leader changes often.
 *
 * @since 0.1
 */
public final class MetaLeaderFlapping implements Check {

  static final Parameter<Long> MAX_CHANGES =
      Parameter.count("max_changes", "changes")
          .describedAs("Changes of the leader within the window that are still accepted")
          .firesAbove()
          .defaultValue(1L);

  static final Parameter<Long> WINDOW_MINUTES =
      Parameter.count("window_minutes", "minutes")
          .describedAs("How far to look back")
          .between(1, 527_040)
          .defaultValue(10L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_003", "Meta Leader Flapping")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.META_GROUP)
          .parameters(MAX_CHANGES, WINDOW_MINUTES)
          .requires(Section.JSZ)
          .follows(MetaLeaders.TRACK)
          .causedBy("SERVER_009", EntityType.META_GROUP)
          .causedBy("SERVER_008", EntityType.META_GROUP)
          .remediation(
              "Look at CPU, disk latency and route round trip times of the servers that led: the one"
                  + " that loses the lead is usually the one that stalls.")
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
    long limit = context.value(MAX_CHANGES);
    Duration window = Duration.ofMinutes(context.value(WINDOW_MINUTES));
    MetaLeaders leaders = MetaLeaders.of(context, group, window);
    if (leaders.changes() > limit) {
      group
          .tellApart(verdict.finding())
          .observed("changes", leaders.changes(), "changes")
          .limit("max_changes", limit, "changes")
          .with("window", window)
          .with("leaders", leaders.sequence(context.current(), context.previous()))
          .with("samples", leaders.samples(), "snapshots")
          .message(
              "its leader changed %s within %s (reported above %s)",
              Display.count(leaders.changes(), "time"),
              Display.duration(window),
              Display.count(limit));
    } else if (!leaders.isWholeWindow()) {
      verdict.skip(
          SkipReason.HISTORY_TOO_SHORT,
          "it was not followed for " + Display.duration(window) + " yet");
    } else if (leaders.samples() - 2 < limit) {
      verdict.skip(
          SkipReason.HISTORY_TOO_SHORT,
          "only "
              + Display.count(leaders.samples(), "snapshot")
              + " of the last "
              + Display.duration(window)
              + " named a leader, too few to see "
              + Display.count(limit + 1, "change"));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            With every election the meta group stands still for some seconds: streams and consumers \
            can be neither created nor changed, and requests fail. A leader that changes again and \
            again means that a server or a link is not up to its work.""")
        .cause("A server that stalls: too little CPU, a throttled container, slow disks.")
        .cause("Links that break or are slow, so that heartbeats come late.")
        .cause("A meta state that has grown too large (META_004, META_005).")
        .cause("A rolling restart or planned step-downs, which look the same.")
        .diagnose("See who leads, and how the peers keep up.", "nats server report jetstream")
        .diagnose(
            "Watch elections as they happen, in the system account.",
            "nats --context SYSTEM sub '$JS.EVENT.ADVISORY.DOMAIN.LEADER_ELECTED'")
        .diagnose(
            "Follow the term; it grows with every election.",
            "curl -s 'http://HOST:8222/raftz' | jq '.[]._meta_ | {term, leader, leader_since}'")
        .diagnose("Compare CPU and memory of the servers.", "nats server list")
        .fix(
            "Give the server that keeps losing the lead more CPU or a faster disk, or take it out of the group.")
        .fix("Mend unstable routes and gateways.")
        .fix("Turn the check off while servers are restarted one by one.")
        .question(
            "How often must audits run?",
            "Two changes need three snapshots within the window, so at least every three minutes with the defaults."
                + " If too few snapshots lie in the window, the check says that the history is too short.")
        .limit("Changes between two snapshots are not seen: A, B, A looks like A, A.")
        .limit("Snapshots in which nobody names a leader are passed over: A, none, A is no change.")
        .related("META_002", "Members that follow different leaders at once.")
        .related("META_004", "Snapshots of the meta state that take long.")
        .related("JETSTREAM_009", "API requests that fail meanwhile.")
        .build();
  }
}
