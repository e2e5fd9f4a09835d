// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

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
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.core.checks.shared.Bucket;

/**
 * Finds streams with very many deleted messages between the first and the last.
 *
 * @since 0.1
 */
public final class HighInteriorDeletes implements Check {

  static final Parameter<Long> MAX_DELETED =
      Parameter.count("max_deleted", "messages")
          .describedAs("Interior deletes above which a stream is reported")
          .firesAbove()
          .defaultValue(100_000_000L);

  static final Parameter<Double> MAX_DELETE_RATIO =
      Parameter.number("max_delete_ratio", "percent")
          .describedAs("Share of the retained sequences that may be deleted")
          .firesAbove()
          .between(0, 100)
          .defaultValue(90.0);

  static final Parameter<Long> MIN_DELETED_FOR_RATIO =
      Parameter.count("min_deleted_for_ratio", "messages")
          .describedAs("Interior deletes from which the share counts; below it is noise")
          .firesFrom()
          .defaultValue(1_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_018", "High Interior Deletes on Stream")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(MAX_DELETED, MAX_DELETE_RATIO, MIN_DELETED_FOR_RATIO)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(InteriorDeletes.TRACK)
          .remediation(
              "Let the head of the stream move on: bound its age, and purge or republish the few old"
                  + " messages that keep all later gaps alive.")
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
    return context.streams().judge((stream, verdict) -> judge(context, stream, verdict));
  }

  private static void judge(CheckContext context, LedStream stream, Verdict<?> verdict) {
    long deleted = stream.state().deleted();
    double share = share(stream.state());
    boolean tooMany = deleted > context.value(MAX_DELETED);
    boolean tooLarge =
        deleted >= Math.max(1, context.value(MIN_DELETED_FOR_RATIO))
            && share > context.value(MAX_DELETE_RATIO);
    if (tooMany || tooLarge) {
      FindingBuilder finding = InteriorDeletes.describe(verdict.finding(), stream);
      (tooMany
              ? finding.limit("max_deleted", context.value(MAX_DELETED), "messages")
              : finding.limit("max_delete_ratio", context.value(MAX_DELETE_RATIO), "percent"))
          .with("delete_ratio", share, "percent")
          .message(
              "%shas %s beside %s (%s of its sequences, reported above %s)",
              Bucket.subject(stream.id()),
              Display.count(deleted, "interior delete"),
              Display.count(stream.state().messages(), "message"),
              Display.percent(share),
              tooMany
                  ? Display.count(context.value(MAX_DELETED), "delete")
                  : Display.percent(context.value(MAX_DELETE_RATIO)));
    } else {
      verdict
          .forecast(InteriorDeletes.NAME, bound(context, stream.state()), "messages")
          .from(context.series(InteriorDeletes.TRACK, stream));
    }
  }

  private static double share(StreamState state) {
    double sequences = (double) state.messages() + state.deleted();
    return sequences > 0 ? state.deleted() * 100.0 / sequences : 0;
  }

  /** The number of deletes at which it fires, if as many messages are kept as now. */
  private static double bound(CheckContext context, StreamState state) {
    double ratio = context.value(MAX_DELETE_RATIO);
    double byRatio =
        Math.max(
            (double) context.value(MIN_DELETED_FOR_RATIO),
            state.messages() * ratio / (100 - ratio));
    return Math.min((double) context.value(MAX_DELETED), byRatio);
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            The stream remembers every gap between its first and its last message. The list takes \
            memory on every replica, goes into snapshots for replicas that catch up, and readers \
            have to pass over it. It only shrinks when the head of the stream moves past it.""")
        .cause(
            "One very old message at the head, while everything after it is deleted or replaced.")
        .cause(
            "Few messages a subject are kept (max_msgs_per_subject), and subjects are rewritten often.")
        .cause("A work queue in which one message is never acknowledged.")
        .cause("An application that deletes single messages.")
        .diagnose("See the gaps, and the time of the first message.", "nats stream info STREAM")
        .diagnose(
            "List the streams of an account with most of them, as one server knows them.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1' | jq -c '[.account_details[].stream_detail[] | {name, deleted: (.state.num_deleted // 0), messages: .state.messages, first: .state.first_seq, last: .state.last_seq}] | sort_by(-.deleted)[:20][]'")
        .diagnose("Look at the message at the head.", "nats stream get STREAM FIRST_SEQUENCE")
        .fix("Bound the age, so that the head moves on: nats stream edit STREAM --max-age 30d.")
        .fix(
            "Publish the few old messages again and purge up to them: nats stream purge STREAM --seq SEQUENCE.")
        .fix("Split what is rewritten often from what stays, into two streams.")
        .fix("Upgrade old servers: newer ones keep the gaps in far less memory.")
        .question(
            "Is a stream with many gaps broken?",
            "No. Gaps are what is left of messages that were meant to go. Only their number is a burden.")
        .limit(
            "The share counts from min_deleted_for_ratio deletes on; the documented rule has no such floor and reports toys too.")
        .limit("A forecast supposes that as many messages are kept as now.")
        .related("OPT_SYS_020", "Key-value buckets without expiry, from fewer deletes on.")
        .related("OPT_SYS_001", "Streams without any limit.")
        .build();
  }
}
