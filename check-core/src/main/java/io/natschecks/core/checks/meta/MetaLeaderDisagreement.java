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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.MetaGroupView;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds meta groups whose members follow different leaders.
 *
 * @since 0.1
 */
public final class MetaLeaderDisagreement implements Check {

  private static final String META_RAFT_GROUP = "_meta_";

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("META_002", "Leader Disagreement")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.CRITICAL)
          .category(Category.CONSISTENCY)
          .entity(EntityType.META_GROUP)
          .requires(Section.JSZ)
          .uses(Section.RAFTZ)
          .causedBy("CLUSTER_005", EntityType.META_GROUP)
          .causedBy("CLUSTER_007", EntityType.META_GROUP)
          .remediation(
              "Act when it lasts over two audits: check routes and gateways between the camps, and"
                  + " let the side with the higher term stand.")
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
    SortedMap<String, SortedSet<String>> followers = new TreeMap<>();
    for (MetaGroupView view : group.views()) {
      if (view.leader() != null) {
        followers.computeIfAbsent(view.leader(), leader -> new TreeSet<>()).add(view.serverName());
      }
    }
    SortedSet<String> silent = group.names(MetaPeer::isUncertain);
    if (followers.size() > 1) {
      report(context, group, followers, verdict);
    } else if (followers.isEmpty()) {
      verdict.notEvaluable("no leader is known");
    } else if (!group.isComplete() || !silent.isEmpty()) {
      verdict.notEvaluable(
          (silent.isEmpty() ? "a member" : Names.listed(silent))
              + " did not say which leader it follows");
    }
  }

  private static void report(
      CheckContext context,
      MetaPeers group,
      SortedMap<String, SortedSet<String>> followers,
      Verdict<?> verdict) {
    List<String> camps =
        followers.entrySet().stream()
            .map(camp -> camp.getKey() + " by " + String.join(", ", camp.getValue()))
            .toList();
    group
        .tellApart(verdict.finding())
        .observed("leaders", followers.size(), "leaders")
        .limit("most_allowed", 1, "leaders")
        .with("named", camps)
        .with("terms", terms(context, group))
        .message(
            "its members name %s: %s",
            Display.count(followers.size(), "leader"),
            followers.entrySet().stream()
                .limit(5)
                .map(camp -> Display.name(camp.getKey()) + " by " + Names.listed(camp.getValue()))
                .collect(Collectors.joining("; ")));
  }

  /** The side with the lower term is the one that is out of date. */
  private static List<String> terms(CheckContext context, MetaPeers group) {
    Map<String, String> members = new HashMap<>();
    group.views().forEach(view -> members.put(view.serverId(), view.serverName()));
    return context.current().raftNodes().stream()
        .filter(
            node -> node.group().equals(META_RAFT_GROUP) && members.containsKey(node.serverId()))
        .map(node -> members.get(node.serverId()) + " term " + node.term())
        .toList();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A meta group has one leader. While members follow different ones, requests that create or \
            change streams and consumers are answered by one side and lost on the other.""")
        .cause(
            "Links between parts of the deployment are cut, so that a part has not heard of the last election.")
        .cause("An old leader that is cut off has not yet noticed that it lost its majority.")
        .cause("Servers with the same domain and cluster name that do not belong together.")
        .cause("An election between the questions to two servers, which passes by itself.")
        .diagnose(
            "Ask every server whom it follows.",
            "nats server request jetstream | jq -c '{server: .server.name, leader: .data.meta_cluster.leader}'")
        .diagnose(
            "Compare the terms; the lower one is out of date.",
            "curl -s 'http://HOST:8222/raftz' | jq '.[]._meta_ | {state, term, leader}'")
        .diagnose("See what the leader holds of each peer.", "nats server report jetstream")
        .fix("Mend the routes and gateways between the camps first (CLUSTER_005, CLUSTER_007).")
        .fix("Restart the server that stays on the side with the lower term.")
        .fix("Give deployments that do not belong together different domains.")
        .question(
            "It was there once and went away. Is that a fault?",
            "No. Servers are asked one after another, and an election in between looks like this. Act when it lasts.")
        .limit(
            "Members that name no leader count for nothing: a group without any leader is META_006.")
        .limit(
            "If a member that is not known to be offline did not answer, an agreement of the others says nothing; the group then counts as not looked at.")
        .related("META_003", "Leaders that change often.")
        .related("META_006", "No majority is left to elect one.")
        .related("CLUSTER_005", "Routes between servers are missing.")
        .build();
  }
}
