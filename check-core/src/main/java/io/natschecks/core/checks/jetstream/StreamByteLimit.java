// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.EntityType;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.core.checks.shared.Followed;

/**
 * Finds streams that are close to their limit of bytes.
 *
 * @since 0.1
 */
public final class StreamByteLimit implements Check {

  private static final StreamLimit LIMIT =
      new StreamLimit(
          "bytes", StreamState::bytes, "max_bytes", StreamConfig::maxBytes, Followed.STREAM_BYTES);

  static final Parameter<Double> WARN_PERCENT = LIMIT.warnPercent();

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_010", "Stream Byte Limit")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(WARN_PERCENT)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.STREAM_BYTES)
          .remediation(
              "Decide what shall happen at the limit, then raise max_bytes after a look at the"
                  + " free storage, or let messages age out earlier.")
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
    return LIMIT.judge(context, WARN_PERCENT);
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            At max_bytes the stream either drops its oldest messages, read or not (discard \
            old), or refuses new ones, so that publishers get errors (discard new).""")
        .cause("Messages have grown, or more of them come.")
        .cause(
            "Consumers of a work queue or interest stream are slower than publishers, or have stopped.")
        .cause("The stream is meant as a rolling window and always holds max_bytes.")
        .diagnose(
            "See the limit, what happens at it, and how much is held.", "nats stream info STREAM")
        .diagnose("See how much storage the servers have left.", "nats server report jetstream")
        .diagnose(
            "Read both numbers from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | {bytes: .state.bytes, max_bytes: .config.max_bytes, discard: .config.discard}'")
        .fix("Raise the limit: nats stream edit STREAM --max-bytes=10GB.")
        .fix("Let messages go earlier: nats stream edit STREAM --max-age=24h.")
        .fix(
            "Compress the stream: nats stream edit STREAM --compression=s2, which new messages profit from.")
        .fix("Keep large payloads in an object store.")
        .fix("For a rolling window turn the check off for this stream.")
        .limit("A stream without max_bytes is not judged.")
        .limit(
            "Bytes are those of the messages, as the limit counts them; the files on disk can be larger.")
        .related("JETSTREAM_003", "The same for messages.")
        .related("JETSTREAM_011", "The same for consumers.")
        .related("SERVER_017", "Storage of the whole server.")
        .build();
  }
}
