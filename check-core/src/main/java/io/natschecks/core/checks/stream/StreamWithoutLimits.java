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
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Bucket;
import io.natschecks.core.checks.shared.ConfiguredStreams;
import java.util.Locale;

/**
 * Finds streams that may grow without end.
 *
 * @since 0.1
 */
public final class StreamWithoutLimits implements Check {

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_001", "Streams Without Limits")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .requires(Section.JSZ_STREAMS)
          .remediation(
              "Give the stream max_bytes, which protects the disk and counts as a reservation, or"
                  + " another limit that fits its use.")
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
    return ConfiguredStreams.judge(context, config -> !config.sealed(), StreamWithoutLimits::judge);
  }

  private static void judge(LedStream stream, StreamConfig config, Verdict<?> verdict) {
    if (isUnlimited(config)) {
      Bucket.describe(
              verdict.finding().observed("limits", 0, "limits").limit("least_allowed", 1, "limits"),
              stream.id())
          .with("max_msgs", config.maxMessages().toString())
          .with("max_bytes", config.maxBytes().toString())
          .with("max_age", "unlimited")
          .with("max_msgs_per_subject", config.maxMessagesPerSubject().toString())
          .with("sealed", config.sealed())
          .with("retention", config.retention().name().toLowerCase(Locale.ROOT))
          .with("messages", stream.state().messages(), "messages")
          .with("bytes", stream.state().bytes(), "bytes")
          .message(
              "%shas no limit of bytes, messages, age or messages per subject; it holds %s in %s",
              Bucket.subject(stream.id()),
              Display.count(stream.state().messages(), "message"),
              Display.bytes(stream.state().bytes()));
    }
  }

  private static boolean isUnlimited(StreamConfig config) {
    return config.maxMessages().isUnlimited()
        && config.maxBytes().isUnlimited()
        && config.maxAge() == null
        && config.maxMessagesPerSubject().isUnlimited();
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            Nothing but the disk ends the growth of this stream. When JetStream on a server runs \
            out of storage, all streams there refuse messages, not only the one that filled it.""")
        .cause("The stream was made with the defaults of a client or tool, which set no limit.")
        .cause(
            "A work queue or interest stream of which somebody expects that consumers keep it empty.")
        .cause("An archive that is meant to grow, and was never sealed or measured.")
        .diagnose("See the limits and what the stream holds.", "nats stream info STREAM")
        .diagnose(
            "List the streams of an account without limits, as one server knows them.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq -c '.account_details[].stream_detail[] | select(.config | (.sealed | not) and .max_msgs == -1 and .max_bytes == -1 and .max_age == 0 and .max_msgs_per_subject == -1) | {name, messages: .state.messages, bytes: .state.bytes}'")
        .diagnose("See how fast it grows.", "nats stream report")
        .fix("Bound the bytes: nats stream edit STREAM --max-bytes 10GB.")
        .fix("Bound the age: nats stream edit STREAM --max-age 7d.")
        .fix(
            "Where the last value of each subject is enough: nats stream edit STREAM --max-msgs-per-subject 1.")
        .fix(
            "Bound work queues and interest streams too: they shrink only while consumers acknowledge.")
        .fix("Seal an archive that is complete: nats stream seal STREAM. That cannot be undone.")
        .question(
            "Which limit is best?",
            "max_bytes is the only one that a server can plan with: it is reserved when the stream is made. An age alone"
                + " says nothing of how much comes in that time.")
        .limit(
            "Any one limit is enough, however high; max_msgs_per_subject counts although subjects are without number.")
        .limit("A limit of the account or of the server on JetStream is not looked at.")
        .related("OPT_SYS_020", "Key-value buckets that keep the gaps of old values for ever.")
        .related("JETSTREAM_010", "Streams that are close to the limit of bytes they have.")
        .related("SERVER_006", "Servers that run out of storage.")
        .build();
  }
}
