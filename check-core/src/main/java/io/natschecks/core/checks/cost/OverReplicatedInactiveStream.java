// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

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
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.IdleStreams;

/**
 * Finds replicated streams that nothing was written to for the whole window.
 *
 * @since 0.1
 */
public final class OverReplicatedInactiveStream implements Check {

  static final Parameter<Long> MIN_REPLICAS =
      Parameter.count("min_replicas", "replicas")
          .describedAs("Number of replicas from which an inactive stream is reported")
          .firesFrom()
          .between(1, Integer.MAX_VALUE)
          .defaultValue(3L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_COST_001", "Over-Replicated Inactive Stream")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(MIN_REPLICAS)
          .requires(Section.JSZ_STREAMS)
          .followsForWholeWindow(Followed.LAST_SEQUENCE)
          .causedBy("OPT_IDLE_002", EntityType.STREAM)
          .remediation(
              "Make sure that the stream is not rarely written but vital; then give it fewer replicas,"
                  + " seal it, or delete it.")
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
    long least = context.value(MIN_REPLICAS);
    return IdleStreams.judge(
        context,
        config -> config.replicas() >= least,
        (stream, config, verdict) -> report(context, stream, config, verdict));
  }

  private static void report(
      CheckContext context, LedStream stream, StreamConfig config, Verdict<?> verdict) {
    long least = context.value(MIN_REPLICAS);
    verdict
        .finding()
        .observed("num_replicas", config.replicas(), "replicas")
        .limit("min_replicas", least, "replicas")
        .with("last_sequence", stream.state().lastSequence(), "")
        .with("last_message_time", stream.state().lastTime())
        .with("bytes", stream.state().bytes(), "bytes")
        .with("window", context.seen().length())
        .message(
            "%s (reported from %s), and last sequence %s unchanged for %s",
            Display.count(config.replicas(), "replica"),
            Display.count(least),
            Display.count(stream.state().lastSequence()),
            Display.duration(context.seen().length()));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Every replica keeps a whole copy, and the Raft group goes on with heartbeats, snapshots \
            and elections although nothing is written. A server that restarts recovers each copy.""")
        .cause("The application that fed the stream is gone, and the stream stayed.")
        .cause("Three replicas are the default of a template, whatever the stream is for.")
        .cause("The data is complete and only read.")
        .diagnose("See the replicas and the last message.", "nats stream info STREAM")
        .diagnose("Compare size and replicas of the account's streams.", "nats stream report")
        .diagnose("See who still reads it.", "nats consumer report STREAM")
        .diagnose(
            "List the streams of a server by the time of their last message.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '[.account_details[].stream_detail[] | {name, num_replicas: .config.num_replicas, last_ts: .state.last_ts, bytes: .state.bytes}] | sort_by(.last_ts)'")
        .fix(
            "Keep one copy of what is only read and can be had again: nats stream edit STREAM --replicas=1. Back it up"
                + " first, with nats stream backup STREAM FOLDER.")
        .fix(
            "Seal what is complete: nats stream seal STREAM. It keeps its replicas, and is left out here.")
        .fix("Delete what nobody needs, with its consumers: nats stream rm STREAM.")
        .fix("A stream that is written rarely and must not be lost: turn the check off for it.")
        .limit(
            "A stream that was not there, or had no leader, in the window's first snapshot is not judged.")
        .limit("Purges, deletes and reads do not count as activity.")
        .related("OPT_IDLE_002", "The same whatever the number of replicas.")
        .build();
  }
}
