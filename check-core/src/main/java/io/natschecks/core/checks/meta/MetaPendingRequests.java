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
import io.natschecks.api.history.Track;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Section;
import org.jspecify.annotations.Nullable;

/**
 * Finds leaders of meta groups on which JetStream API requests queue up.
 *
 * @since 0.1
 */
public final class MetaPendingRequests implements Check {

  static final Parameter<Long> MAX_PENDING =
      Parameter.count("max_pending", "requests")
          .describedAs("Requests waiting on the leader of a meta group that are still accepted")
          .firesAbove()
          .defaultValue(500L);

  private static final Track<MetaPeers> PENDING =
      Track.of(
          MetaPeers.TRACKED,
          "meta.pending",
          group -> {
            MetaGroupView leader = group.leaderView();
            Long pending = leader == null ? null : leader.pending();
            return pending == null ? Track.HOLE : pending;
          });

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_008", "Meta Pending High")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.PERFORMANCE)
          .entity(EntityType.SERVER)
          .parameters(MAX_PENDING)
          .requires(Section.JSZ)
          .alsoFollows(PENDING)
          .causedBy("META_006", EntityType.META_GROUP)
          .remediation(
              "Find the clients that create consumers or ask for stream and consumer info in a loop,"
                  + " and let them create once and remember the answers.")
          .runbook(runbook())
          .since("0.1")
          .sinceServer("2.10.21")
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
    String leader = group.leader();
    if (leader == null) {
      verdict.notEvaluable("no leader is known");
      return;
    }
    boolean own = group.leaderView() != null;
    MetaGroupView longest = own ? group.leaderView() : longest(group);
    Long pending = longest == null ? null : longest.pending();
    long limit = context.value(MAX_PENDING);
    if (longest == null || pending == null) {
      verdict.skip(
          SkipReason.NOT_IN_RELEASE,
          "the release of its members does not report the requests that wait");
    } else if (pending > limit) {
      report(context, group, leader, longest, pending, verdict);
    } else if (!own) {
      verdict.notEvaluable(group.withoutLeader());
    } else {
      verdict
          .forecast(
              MetaPeers.server(context.current(), group, leader),
              "pending",
              limit + 1.0,
              "requests")
          .from(context.series(PENDING, group));
    }
  }

  private static @Nullable MetaGroupView longest(MetaPeers group) {
    MetaGroupView longest = null;
    long most = -1;
    for (MetaGroupView view : group.views()) {
      if (view.pending() != null && view.pending() > most) {
        longest = view;
        most = view.pending();
      }
    }
    return longest;
  }

  private static void report(
      CheckContext context,
      MetaPeers group,
      String leader,
      MetaGroupView reporter,
      long pending,
      Verdict<?> verdict) {
    Entity.Server server = MetaPeers.server(context.current(), group, leader);
    boolean own = reporter.equals(group.leaderView());
    FindingBuilder finding =
        verdict
            .finding(server)
            .observed("pending", pending, "requests")
            .limit("max_pending", context.value(MAX_PENDING), "requests")
            .with("leader", leader)
            .with("cluster", server.cluster())
            .with("reporter", reporter.serverName());
    if (reporter.pendingRequests() != null) {
      finding.with("pending_requests", reporter.pendingRequests(), "requests");
    }
    if (reporter.pendingInfos() != null) {
      finding.with("pending_infos", reporter.pendingInfos(), "requests");
    }
    finding.message(
        "%s of the JetStream API wait on the meta leader (reported above %s)%s",
        Display.count(pending, "request"),
        Display.count(context.value(MAX_PENDING)),
        own
            ? ""
            : "; counted on "
                + Display.name(reporter.serverName())
                + ", since the leader did not answer");
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The leader of the meta group answers what creates, changes or looks up streams and \
            consumers, one request after another. When hundreds wait, clients time out and ask \
            again, which makes the queue longer still.""")
        .cause("Clients that create a consumer for each message or request.")
        .cause("Clients or dashboards that ask for stream and consumer info in a loop.")
        .cause("Many services that are deployed at once.")
        .cause("A leader that is slow: META_004, CPU, disk.")
        .diagnose(
            "Read the queue on the leader.",
            "curl -s 'http://HOST:8222/jsz' | jq '.meta_cluster | {leader, pending, pending_requests, pending_infos}'")
        .diagnose("See which servers get the requests.", "nats server report jetstream")
        .diagnose(
            "Watch the requests of an account.",
            "nats --context ACCOUNT sub '$JS.EVENT.ADVISORY.API'")
        .fix("Create durable consumers once, when a service is deployed.")
        .fix("Remember the answers to info requests, and spread deployments over time.")
        .fix(
            "If requests are few, the leader is slow: step it down to another server with nats server cluster step-down.")
        .question(
            "Is this a backlog of Raft?",
            "No. It is the queue of API requests of the server that answers. The backlog of Raft itself is in the"
                + " entries pending for a snapshot, and in RAFTZ as committed minus applied.")
        .limit(
            "Only the leader's own queue is judged. If it did not answer, the longest queue that a member reports stands in, and the finding says so.")
        .limit("Servers before 2.10.21 do not report the queue.")
        .related("JETSTREAM_004", "How many API requests come.")
        .related("JETSTREAM_005", "How many API requests wait on any server.")
        .related("META_004", "Snapshots of the state that take long.")
        .build();
  }
}
