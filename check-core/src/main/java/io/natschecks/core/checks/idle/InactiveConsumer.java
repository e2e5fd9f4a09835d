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
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.checks.shared.Standstill;

/**
 * Finds consumers that deliver nothing new.
 *
 * @since 0.1
 */
public final class InactiveConsumer implements Check {

  static final Parameter<Long> MIN_SAMPLES =
      Parameter.count("min_samples", "samples")
          .describedAs("Fewest snapshots of the window in which the consumer's leader answered")
          .between(2, Integer.MAX_VALUE)
          .defaultValue(2L);

  /** Redeliveries do not move it. */
  private static final Track<Consumer> DELIVERED =
      Track.of(
          Tracked.CONSUMERS,
          "consumer.delivered.stream_sequence",
          Consumer::deliveredStreamSequence);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_IDLE_003", "Inactive Consumer")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.INFO)
          .category(Category.CONSISTENCY)
          .entity(EntityType.CONSUMER)
          .parameters(MIN_SAMPLES)
          .requires(Section.JSZ_CONSUMERS)
          .followsForWholeWindow(DELIVERED)
          .causedBy("OPT_IDLE_002", EntityType.STREAM)
          .remediation(
              "With messages pending, find out why the application does not take them. Without any,"
                  + " ask whether the consumer is still needed.")
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
    long least = context.value(MIN_SAMPLES);
    return context
        .consumers()
        .judge((consumer, verdict) -> judge(context, consumer, least, verdict));
  }

  private static void judge(
      CheckContext context, Consumer consumer, long least, Verdict<?> verdict) {
    Series delivered = context.series(DELIVERED, consumer);
    if (Standstill.overSamples(delivered, least, verdict)) {
      Standstill.describe(verdict.finding(), "delivered_sequence", context, delivered)
          .with("num_pending", consumer.pending(), "messages")
          .with("num_ack_pending", consumer.ackPending(), "messages")
          .with("waiting", consumer.waiting(), "pull requests")
          .with("last_delivered_time", consumer.lastDelivered())
          .with("paused", consumer.paused())
          .message(
              "delivered sequence %s unchanged for %s, %s pending",
              Display.count(delivered.last().value()),
              Display.duration(delivered.span()),
              Display.count(consumer.pending(), "message"));
    }
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A consumer that delivers nothing costs memory and, where it is replicated, a Raft group. \
            With messages pending it is work that nobody does, and on an interest or work queue \
            stream it keeps those messages from being removed.""")
        .cause("The application is gone, or runs under another consumer name.")
        .cause(
            "The application hangs, or holds all the messages that it may without acknowledging.")
        .cause("The stream is quiet, or nothing that is written matches the filter.")
        .cause("The consumer is paused.")
        .diagnose(
            "See what it last delivered, what is pending, and whether pull requests wait.",
            "nats consumer state STREAM CONSUMER")
        .diagnose("Compare the consumers of the stream.", "nats consumer report STREAM")
        .diagnose("See whether the stream itself is quiet.", "nats stream state STREAM")
        .diagnose(
            "Read the consumers of the account from a server; it knows only those right that it leads.",
            "curl -s 'http://HOST:8222/jsz?acc=ACCOUNT&consumers=1&config=1' | jq -c '.account_details[].stream_detail[].consumer_detail[]? | {stream_name, name, delivered: .delivered.stream_seq, num_pending, num_ack_pending, num_waiting, leader: .cluster.leader}'")
        .fix("With messages pending, start the application or mend it.")
        .fix("Resume a paused consumer: nats consumer resume STREAM CONSUMER.")
        .fix(
            "Delete what nobody uses: nats consumer rm STREAM CONSUMER. Its position is lost with it.")
        .fix(
            "Give consumers of short-lived work an inactive threshold when they are created, so that the server removes them.")
        .question(
            "The consumer was made an hour ago. Why is it found after a day's window?",
            "Once the history covers a whole window, a consumer is judged by its own samples, and min_samples of them are"
                + " enough. Raise min_samples where consumers come and go.")
        .question(
            "Do redeliveries count?",
            "No. They do not move the delivered stream sequence. A consumer that only redelivers is found.")
        .limit("Only its first and its last sample in the window are compared.")
        .limit("A consumer of which no leader answered now is not judged.")
        .related("OPT_IDLE_002", "The stream is quiet too.")
        .related("OPT_IDLE_004", "Nothing is left for the consumer to do.")
        .related(
            "CONSUMER_009", "A limit of the consumer's own for the time since its last delivery.")
        .build();
  }
}
