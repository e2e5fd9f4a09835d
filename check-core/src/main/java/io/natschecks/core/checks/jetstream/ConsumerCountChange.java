// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Snapshot;
import java.time.Duration;
import java.util.List;

/**
 * Finds a deployment that has gained or lost very many consumers since the snapshot before.
 *
 * @since 0.1
 */
public final class ConsumerCountChange implements Check {

  static final Parameter<Long> MAX_DELTA =
      Parameter.count("max_delta", "consumers")
          .describedAs("Change of the number of consumers that is still accepted")
          .firesAbove()
          .defaultValue(5_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_006", "Consumer Count Change")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.DEPLOYMENT)
          .parameters(MAX_DELTA)
          .requires(Section.JSZ_CONSUMERS)
          .needsPrevious()
          .remediation(
              "Look at the named accounts for a deployment at that time: after a rise for consumers"
                  + " that are made and never removed, after a fall for a deleted stream or a lost"
                  + " server.")
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
    Snapshot previous = context.previous();
    if (previous == null) {
      return CheckResult.skipped(
          SkipReason.NO_PREVIOUS_SNAPSHOT, "there is no earlier snapshot to compare with");
    }
    return context
        .over(List.of(context.current()), any -> new Entity.Deployment(), Section.JSZ_CONSUMERS)
        .judge((current, verdict) -> judge(previous, current, context.value(MAX_DELTA), verdict));
  }

  private static void judge(Snapshot previous, Snapshot current, long limit, Verdict<?> verdict) {
    if (!isComplete(current)) {
      verdict.notEvaluable("not all servers said which consumers they have");
      return;
    }
    if (!isComplete(previous)) {
      verdict.notEvaluable("not all servers said which consumers they have in the snapshot before");
      return;
    }
    ConsumerCounts before = ConsumerCounts.of(previous);
    ConsumerCounts now = ConsumerCounts.of(current);
    long change = now.total() - before.total();
    if (Math.abs(change) > limit) {
      Duration interval = Duration.between(previous.takenAt(), current.takenAt());
      verdict
          .finding()
          .observed("consumer_change", change, "consumers")
          .limit("max_delta", limit, "consumers")
          .with("previous_consumers", before.total(), "consumers")
          .with("consumers", now.total(), "consumers")
          .with("interval", interval)
          .with("largest_changes", now.largestChangesSince(before))
          .message(
              "consumers went from %s to %s in %s (%+,d, reported beyond %s either way)",
              Display.count(before.total()),
              Display.count(now.total()),
              Display.duration(interval),
              change,
              Display.count(limit));
    }
  }

  private static boolean isComplete(Snapshot snapshot) {
    return snapshot.silentServers().isEmpty()
        && snapshot.servers().stream()
            .allMatch(
                server -> snapshot.coverage().of(Section.JSZ_CONSUMERS, server.id()).isGathered());
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Thousands of consumers do not come or go at once without a reason. Each costs memory, and \
            a replicated one a Raft group; losing them means that applications have stopped to \
            receive.""")
        .cause("An application makes an ephemeral consumer for each request and never removes it.")
        .cause("A loop that makes consumers under new names.")
        .cause("A stream was deleted, and all its consumers with it.")
        .cause("A server that alone held many consumers was stopped.")
        .cause("A deployment that came or went, as planned.")
        .diagnose("See which accounts have how many consumers.", "nats server report jetstream")
        .diagnose(
            "List the streams with the most consumers of such an account.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1' | jq '[.account_details[].stream_detail[] | {name, consumers: .state.consumer_count}] | sort_by(-.consumers) | .[:10]'")
        .diagnose("List the consumers of such a stream.", "nats consumer ls STREAM")
        .diagnose(
            "See streams and consumers that are made and removed, in the account.",
            "nats --context ACCOUNT events --js-advisory")
        .fix("Let the application reuse its consumers, or remove them when it is done.")
        .fix(
            "Give ephemeral consumers an inactive threshold, after which servers remove them by themselves.")
        .fix("Bound the consumers of an account or a stream with their limits.")
        .fix(
            "After a loss, bring the server or the stream back; durable consumers of a deleted stream must be made again.")
        .question(
            "Are replicas counted?",
            "No. A consumer counts once, and also while it has no leader: a group without a quorum has lost no consumer."
                + " The documented rule counts leaders.")
        .limit(
            "Both snapshots must be complete. If a server was silent in one of them, or did not tell its consumers, nothing is said.")
        .limit("A change in steps below max_delta is not seen, however long it goes on.")
        .limit(
            "Where consumers are known through an account's own API, the count is that of the account.")
        .related("CLUSTER_003", "Raft groups of a server, which replicated consumers are.")
        .related("JETSTREAM_011", "Consumers against the limit of their stream.")
        .related("CONSUMER_003", "Consumers without a quorum.")
        .build();
  }
}
