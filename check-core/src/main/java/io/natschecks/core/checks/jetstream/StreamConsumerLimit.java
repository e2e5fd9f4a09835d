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
 * Finds streams that are close to their limit of consumers.
 *
 * @since 0.1
 */
public final class StreamConsumerLimit implements Check {

  private static final StreamLimit LIMIT =
      new StreamLimit(
          "consumers",
          StreamState::consumers,
          "max_consumers",
          StreamConfig::maxConsumers,
          Followed.STREAM_CONSUMERS);

  static final Parameter<Double> WARN_PERCENT = LIMIT.warnPercent();

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("JETSTREAM_011", "Stream Consumer Limit")
          .kind(Kind.OPERATIONAL)
          .severity(Severity.WARNING)
          .category(Category.SATURATION)
          .entity(EntityType.STREAM)
          .parameters(WARN_PERCENT)
          .requires(Section.JSZ_STREAMS)
          .alsoFollows(Followed.STREAM_CONSUMERS)
          .remediation(
              "Delete consumers that nobody uses, let instances share a durable consumer, and"
                  + " only then raise max_consumers.")
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
            At max_consumers no further consumer can be created: a service that starts \
            then, or a client that reads with an ephemeral consumer, gets an error.""")
        .cause("Every instance of a service creates a consumer of its own.")
        .cause("Consumers of services that are gone were never deleted.")
        .cause(
            "Ephemeral consumers with a long inactive threshold, left behind by clients that come and go.")
        .diagnose("See all consumers, and which of them are read.", "nats consumer report STREAM")
        .diagnose("See the limit.", "nats stream info STREAM")
        .diagnose(
            "Read both numbers from a server.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&streams=1&config=1' | jq '.account_details[].stream_detail[] | select(.name == \"STREAM\") | {consumers: .state.consumer_count, max_consumers: .config.max_consumers}'")
        .fix("Delete consumers that nobody reads: nats consumer rm STREAM CONSUMER.")
        .fix("Let ephemeral consumers go soon after their client, with a short inactive threshold.")
        .fix("Let the instances of a service share one durable consumer.")
        .fix(
            "Raise the limit: nats stream edit STREAM --max-consumers=100. Servers up to 2.10 refuse this; there the stream has to be made anew.")
        .limit(
            "The count includes hidden consumers, which mirrors and sources of this stream use, while the server leaves these out when it enforces the limit.")
        .limit("A lower limit of the account or the server is not judged; the lowest one wins.")
        .related("JETSTREAM_003", "The same for messages.")
        .related("JETSTREAM_010", "The same for bytes.")
        .related("JETSTREAM_006", "How the number of all consumers changes.")
        .build();
  }
}
