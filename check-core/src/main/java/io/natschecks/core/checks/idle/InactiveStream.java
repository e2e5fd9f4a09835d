// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.idle;

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
import io.natschecks.api.history.Series;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Followed;
import io.natschecks.core.checks.shared.IdleStreams;
import io.natschecks.core.checks.shared.Standstill;

/**
 * Finds streams that nothing was written to for the whole window.
 *
 * @since 0.1
 */
public final class InactiveStream implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_IDLE_002", "Inactive Stream")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .requires(Section.JSZ_STREAMS)
          .followsForWholeWindow(Followed.LAST_SEQUENCE)
          .remediation(
              "Ask the owner whether the stream is still fed. Seal what never changes, delete what is"
                  + " abandoned.")
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
    return IdleStreams.judge(
        context, config -> true, (stream, config, verdict) -> report(context, stream, verdict));
  }

  private static void report(CheckContext context, LedStream stream, Verdict<?> verdict) {
    Series sequences = context.series(Followed.LAST_SEQUENCE, stream);
    Standstill.describe(verdict.finding(), "last_sequence", context, sequences)
        .with("last_message_time", stream.state().lastTime())
        .with("messages", stream.state().messages(), "messages")
        .with("bytes", stream.state().bytes(), "bytes")
        .message(
            "last sequence %s unchanged for %s",
            Display.count(sequences.last().value()), Display.duration(sequences.span()));
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A stream that nobody writes to keeps its disk or memory, its Raft group and its \
            consumers. A publisher that died without notice looks the same.""")
        .cause("The application that fed it was retired, renamed or moved to other subjects.")
        .cause("The publisher is down, or lost its right to publish.")
        .cause("The stream was made for a test.")
        .cause("It holds reference data that is complete.")
        .diagnose(
            "See when the last message came, and how much it holds.", "nats stream state STREAM")
        .diagnose(
            "List the account's streams without new messages and without deliveries for a day.",
            "nats stream find --idle 24h")
        .diagnose("See who still reads it.", "nats consumer report STREAM")
        .diagnose("Watch for publishers on its subjects.", "nats sub 'SUBJECT.>'")
        .diagnose(
            "Read the last sequence and its time from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | {name, last_seq: .state.last_seq, last_ts: .state.last_ts, sealed: .config.sealed}'")
        .fix("Mend the publisher if the stream should be fed.")
        .fix(
            "Reference data that is complete: nats stream seal STREAM. Nothing can be written to it, or deleted from it, any more.")
        .fix(
            "Back up what may be needed, with nats stream backup STREAM FOLDER, then nats stream rm STREAM.")
        .fix("A publisher with a slower rhythm: make the window of the history longer than it.")
        .question(
            "Does a purge count as activity?",
            "No. Purges and deletes leave the last sequence as it is; only writes move it.")
        .question(
            "Why is a stream that was never written found?",
            "Its last sequence was 0 at both ends of the window, and an empty stream costs the same.")
        .limit(
            "Only the two ends of the window are compared. A stream that was not there, or had no leader, in the window's"
                + " first snapshot is not judged.")
        .limit("Readers do not count: a stream that is only read is found.")
        .related("OPT_COST_001", "The same for streams with three replicas or more.")
        .related("OPT_IDLE_004", "Consumers that have nothing left to do on such a stream.")
        .related("JETSTREAM_015", "A mirror that does not follow its origin.")
        .build();
  }
}
