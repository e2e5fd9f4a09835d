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
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Bucket;

/**
 * Finds key-value buckets without expiry in which the gaps of old values pile up.
 *
 * @since 0.1
 */
public final class KeyValueBucketWithoutMaxAge implements Check {

  static final Parameter<Long> MIN_DELETED =
      Parameter.count("min_deleted", "messages")
          .describedAs("Interior deletes above which a bucket without expiry is reported")
          .firesAbove()
          .defaultValue(100_000L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_020", "KV Buckets Without max_age")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(MIN_DELETED)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(InteriorDeletes.TRACK)
          .remediation(
              "Give the bucket a TTL if its values may expire; else rewrite or remove its oldest keys,"
                  + " so that its first sequence moves on.")
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
    long limit = context.value(MIN_DELETED);
    return context
        .streams()
        .where(stream -> stream.id().isKeyValue())
        .judge((stream, verdict) -> judge(context, stream, limit, verdict));
  }

  private static void judge(
      CheckContext context, LedStream bucket, long limit, Verdict<?> verdict) {
    StreamConfig config = bucket.config();
    if (config == null) {
      verdict.notEvaluable("its configuration is not known");
    } else if (config.maxAge() == null && bucket.state().deleted() > limit) {
      InteriorDeletes.describe(verdict.finding(), bucket)
          .limit("min_deleted", limit, "messages")
          .with("max_age", "unlimited")
          .with("history", config.maxMessagesPerSubject().toString())
          .message(
              "%shas no max_age and %s (reported above %s)",
              Bucket.subject(bucket.id()),
              Display.count(bucket.state().deleted(), "interior delete"),
              Display.count(limit));
    } else if (config.maxAge() == null) {
      verdict
          .forecast(InteriorDeletes.NAME, (double) limit, "messages")
          .from(context.series(InteriorDeletes.TRACK, bucket));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Each new value of a key leaves a gap where the old one was, and so does each removed \
            marker of a deleted key. Without expiry one key that is never written again keeps all \
            gaps behind it alive. The list of them costs memory on every replica.""")
        .cause("Some keys are written once, when the bucket is made, and others again and again.")
        .cause("A counter or a heartbeat is kept in a bucket of settings.")
        .cause("Keys that are short-lived, such as sessions and locks, are deleted one by one.")
        .diagnose(
            "See the gaps as deleted messages, and the time of the first message.",
            "nats stream info KV_BUCKET")
        .diagnose(
            "List the buckets of an account with most of them, as one server knows them.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq -c '[.account_details[].stream_detail[] | select(.name | startswith(\"KV_\")) | {name, max_age: .config.max_age, deleted: (.state.num_deleted // 0), messages: .state.messages}] | sort_by(-.deleted)[:20][]'")
        .diagnose(
            "See which key holds the head, by its first sequence.",
            "nats stream get KV_BUCKET FIRST_SEQUENCE")
        .fix("Give the bucket a TTL if its values may expire: nats kv edit BUCKET --ttl 30d.")
        .fix(
            "Write the oldest keys again, or remove them: then the head and with it the gaps move on.")
        .fix("Purge markers of deleted keys from time to time: nats kv compact BUCKET.")
        .fix(
            "On 2.11 and later let short-lived keys and delete markers expire by themselves: nats kv edit BUCKET --marker-ttl 1h.")
        .fix("Keep keys that are rewritten all the time in a bucket of their own.")
        .question(
            "Are these the markers of deleted keys?",
            "No. A marker is a stored message. What is counted is where a message was, most often the old value of a key.")
        .limit("A bucket is a stream whose name starts with KV_.")
        .limit("The TTL of single keys and of delete markers is not looked at.")
        .related("OPT_SYS_018", "Any stream with very many deletes.")
        .related("OPT_SYS_001", "Streams without any limit.")
        .build();
  }
}
