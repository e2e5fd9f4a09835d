// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

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
import io.natschecks.api.history.Sample;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Samples;

/**
 * Finds consumers with many messages in redelivery, measured by what they delivered of late.
 *
 * @since 0.1
 */
public final class HighConsumerRedelivery implements Check {

  static final Parameter<Double> REDELIVERY_PERCENT =
      Parameter.number("redelivery_percent", "percent")
          .describedAs(
              "Messages in redelivery, as a share of the deliveries within the window, above which the"
                  + " consumer is reported")
          .firesAbove()
          .defaultValue(10.0);

  static final Parameter<Long> MIN_DELIVERED =
      Parameter.count("min_delivered", "deliveries")
          .describedAs("Fewest deliveries within the window from which the share says something")
          .between(1, Long.MAX_VALUE)
          .defaultValue(100L);

  static final Track<Consumer> DELIVERED =
      Track.of(
          Tracked.CONSUMERS,
          "consumer.delivered.consumer_sequence",
          Consumer::deliveredConsumerSequence);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_002", "High Consumer Redelivery")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.ERRORS)
          .entity(EntityType.CONSUMER)
          .parameters(REDELIVERY_PERCENT, MIN_DELIVERED)
          .requires(Section.JSZ_CONSUMERS)
          .follows(DELIVERED)
          .causedBy("CONSUMER_011", EntityType.CONSUMER)
          .remediation(
              "Compare the ack wait with the time that handling takes, and look for messages that"
                  + " always fail.")
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
    double limit = context.value(REDELIVERY_PERCENT);
    long fewest = context.value(MIN_DELIVERED);
    return context
        .consumers()
        .judge((consumer, verdict) -> judge(context, consumer, limit, fewest, verdict));
  }

  /** Without any redelivery there is nothing to measure, whatever the past was. */
  private static void judge(
      CheckContext context, Consumer consumer, double limit, long fewest, Verdict<?> verdict) {
    long redelivered = consumer.redelivered();
    if (redelivered == 0) {
      return;
    }
    Series series = context.series(DELIVERED, consumer);
    if (!Samples.areEnough(series, 2, verdict)) {
      return;
    }
    Sample first = series.first();
    Sample last = series.last();
    long delivered = Series.step(first.value(), last.value());
    if (delivered < 0) {
      verdict.notEvaluable("its deliveries were counted anew");
    } else if (delivered >= fewest && redelivered * 100.0 > limit * delivered) {
      double percent = redelivered * 100.0 / delivered;
      verdict
          .finding()
          .observed("redelivery_pct", percent, "percent")
          .limit("redelivery_percent", limit, "percent")
          .with("num_redelivered", redelivered, "messages")
          .with("delivered", delivered, "deliveries")
          .with("first_sample_time", first.time())
          .with("last_sample_time", last.time())
          .message(
              "%s in redelivery, %s deliveries in %s (%s, reported above %s)",
              Display.count(redelivered, "message"),
              Display.count(delivered),
              Display.duration(series.span()),
              Display.percent(percent),
              Display.number(limit));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A message in redelivery was delivered and not acknowledged at least once. Where these \
            are many beside what the consumer delivers, work is done twice or for nothing, new \
            messages wait behind old ones, and without max_deliver the bad ones never go.""")
        .cause(
            "An ack wait that is shorter than handling takes, so that messages come again while they are worked on.")
        .cause("Messages that a handler cannot process.")
        .cause(
            "A dependency that is down, with handlers that reject at once and are served again at once.")
        .cause("Clients that fetch more than they can handle within the ack wait.")
        .diagnose(
            "See redelivered messages, outstanding acknowledgements and the ack floor together.",
            "nats consumer state STREAM CONSUMER")
        .diagnose(
            "Compare ack wait, max_deliver and backoff with how long handling takes.",
            "nats consumer info STREAM CONSUMER --json | jq '.config | {ack_wait, max_deliver, backoff, max_ack_pending}'")
        .diagnose(
            "Find the consumers with the most redeliveries on a server.",
            "curl -s 'http://HOST:8222/jsz?streams=1&consumers=1' | jq '[.account_details[]?.stream_detail[]?.consumer_detail[]? | {stream_name, name, num_redelivered}] | sort_by(-.num_redelivered) | .[:10]'")
        .diagnose(
            "See messages that used up their deliveries, in the account.",
            "nats --context ACCOUNT events --js-advisory")
        .fix(
            "Raise the ack wait, or let slow handlers report progress before it ends: nats consumer edit STREAM CONSUMER --wait 2m.")
        .fix(
            "Bound the deliveries and move aside what fails for good: nats consumer edit STREAM CONSUMER --max-deliver 5.")
        .fix("Reject with a delay, or set a backoff, while a dependency is down.")
        .fix(
            "Lower max_ack_pending or the batch of the clients, so that nobody holds more than can be handled in time.")
        .question(
            "What is compared with what?",
            "The messages that are in redelivery now with all deliveries from the first to the last snapshot of the window; redeliveries are deliveries too.")
        .limit(
            "With fewer than 100 deliveries within the window nothing is said: one of ten would be a tenth.")
        .limit(
            "A consumer with a max_deliver of 1 always reports 0, and messages that used up max_deliver stay in the number until they are gone from the stream.")
        .limit("A consumer that was deleted and made again is followed anew.")
        .related(
            "CONSUMER_011",
            "A number of messages in redelivery that the owner has set as critical.")
        .related("OPT_SYS_003", "Deliveries that wait for their acknowledgement, near the limit.")
        .build();
  }
}
