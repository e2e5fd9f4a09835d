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
 * Finds streams that are close to their limit of messages.
 *
 * @since 0.1
 */
public final class StreamMessageLimit implements Check {

  private static final StreamLimit LIMIT =
      new StreamLimit(
          "messages",
          StreamState::messages,
          "max_msgs",
          StreamConfig::maxMessages,
          Followed.LIMITED_MESSAGES);

  static final Parameter<Double> WARN_PERCENT = LIMIT.warnPercent();

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_003", "Stream Message Limit")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(WARN_PERCENT)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.LIMITED_MESSAGES)
          .remediation(
              "Decide what shall happen at the limit, then raise max_msgs, let messages age out"
                  + " earlier, or speed up the consumers that free them.")
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
            At max_msgs the stream either drops its oldest messages, read or not (discard \
            old), or refuses new ones, so that publishers get errors (discard new).""")
        .cause("More is published than was planned for.")
        .cause(
            "Consumers of a work queue or interest stream are slower than publishers, or have stopped.")
        .cause("The stream is meant as a rolling window and always holds max_msgs messages.")
        .diagnose(
            "See the limit, what happens at it, and how much is held.", "nats stream info STREAM")
        .diagnose("See whether consumers keep up.", "nats consumer report STREAM")
        .diagnose(
            "Read both numbers from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | {messages: .state.messages, max_msgs: .config.max_msgs, discard: .config.discard}'")
        .fix("Raise the limit: nats stream edit STREAM --max-msgs=2000000.")
        .fix("Let messages go earlier: nats stream edit STREAM --max-age=24h.")
        .fix("Start or speed up the consumers whose acknowledgements remove messages.")
        .fix(
            "For a rolling window turn the check off for this stream, so that the finding does not hide others.")
        .question(
            "Why is a rolling window reported at all?",
            "With discard old a full stream loses messages that nobody may have read yet. Whether that is meant only its owner knows.")
        .limit("A stream without max_msgs is not judged.")
        .limit("max_msgs_per_subject is not judged.")
        .related("JETSTREAM_010", "The same for bytes.")
        .related("JETSTREAM_011", "The same for consumers.")
        .related(
            "JETSTREAM_024", "A number of messages that the stream's owner sets in its metadata.")
        .build();
  }
}
