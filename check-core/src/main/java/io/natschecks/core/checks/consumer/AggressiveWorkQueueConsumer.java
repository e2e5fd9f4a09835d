// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.consumer;

import io.natschecks.api.Category;
import io.natschecks.api.Check;
import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Kind;
import io.natschecks.api.Parameter;
import io.natschecks.api.Runbook;
import io.natschecks.api.Severity;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.ConsumerConfig;
import io.natschecks.api.snapshot.DiscardPolicy;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Bucket;
import io.natschecks.core.checks.shared.Seconds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds consumers that give up early on messages of a work queue that refuses new ones when full.
 *
 * @since 0.1
 */
public final class AggressiveWorkQueueConsumer implements Check {

  static final Parameter<Long> MIN_ACK_WAIT_SECS =
      Parameter.count("min_ack_wait_secs", "seconds")
          .describedAs("Wait for an acknowledgement below which a consumer is reported")
          .firesBelow()
          .defaultValue(30L);

  static final Parameter<Long> MIN_MAX_DELIVER =
      Parameter.count("min_max_deliver", "deliveries")
          .describedAs("Finite number of deliveries below which a consumer is reported")
          .firesBelow()
          .defaultValue(10L);

  private static final CheckDescriptor DESCRIPTOR =
      CheckDescriptor.of("OPT_SYS_024", "WorkQueue Discard New with Aggressive Consumer Settings")
          .kind(Kind.OPTIMIZATION)
          .severity(Severity.WARNING)
          .category(Category.CONSISTENCY)
          .entity(EntityType.STREAM)
          .parameters(MIN_ACK_WAIT_SECS, MIN_MAX_DELIVER)
          .requires(Section.JSZ_CONSUMERS, Section.JSZ_STREAMS)
          .remediation(
              "Raise ack_wait above the slowest real handling, and max_deliver too; handle messages that"
                  + " ran out of deliveries, for they stay in the queue and fill it.")
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
    ParentStreams streams = new ParentStreams(context.current());
    return context
        .consumers()
        .where(consumer -> mayRefuse(streams.of(consumer)))
        .judge((consumer, verdict) -> judge(context, streams.of(consumer), consumer, verdict));
  }

  private static boolean mayRefuse(@Nullable Stream stream) {
    StreamConfig config = stream == null ? null : stream.config();
    return config == null
        || (config.retention() == Retention.WORK_QUEUE && config.discard() == DiscardPolicy.NEW);
  }

  private static void judge(
      CheckContext context, @Nullable Stream stream, Consumer consumer, Verdict<?> verdict) {
    ConsumerConfig config = consumer.config();
    if (stream == null || stream.config() == null || config == null) {
      verdict.notEvaluable("its configuration, or that of its stream, is not known");
      return;
    }
    double seconds = Seconds.of(config.ackWait());
    long deliveries = config.maxDeliver().value().orElse(0);
    boolean impatient = seconds > 0 && seconds < context.value(MIN_ACK_WAIT_SECS);
    boolean fewDeliveries = deliveries > 0 && deliveries < context.value(MIN_MAX_DELIVER);
    if (impatient || fewDeliveries) {
      FindingBuilder finding =
          verdict.finding(Entity.of(stream)).discriminator("consumer", consumer.name());
      List<String> settings = new ArrayList<>();
      if (impatient) {
        settings.add(describeWait(finding, config.ackWait(), context.value(MIN_ACK_WAIT_SECS)));
      } else {
        finding.with("ack_wait_secs", seconds, "seconds");
      }
      if (fewDeliveries) {
        settings.add(describeDeliveries(finding, deliveries, context.value(MIN_MAX_DELIVER)));
      } else {
        finding.with("max_deliver", config.maxDeliver().toString());
      }
      Bucket.describe(finding, stream.id())
          .with("consumer_name", consumer.name())
          .with("retention", "workqueue")
          .with("discard", "new")
          .message(
              "%srefuses new messages when full, and its consumer %s %s",
              Bucket.subject(stream.id()),
              Display.name(consumer.name()),
              String.join(" and ", settings));
    }
  }

  private static String describeWait(FindingBuilder finding, Duration wait, long least) {
    finding
        .observed("ack_wait_secs", Seconds.of(wait), "seconds")
        .limit("min_ack_wait_secs", least, "seconds");
    return "waits "
        + Display.duration(wait)
        + " for an acknowledgement (reported below "
        + Display.duration(Duration.ofSeconds(least))
        + ")";
  }

  private static String describeDeliveries(FindingBuilder finding, long deliveries, long least) {
    finding
        .observed("max_deliver", deliveries, "deliveries")
        .limit("min_max_deliver", least, "deliveries");
    return "gives a message up after "
        + (deliveries == 1 ? "1 delivery" : Display.count(deliveries) + " deliveries")
        + " (reported below "
        + Display.count(least)
        + ")";
  }

  private static Runbook runbook() {
    return Runbook.why(
            """
            A message that used up its deliveries leaves the consumer but stays in the work queue: \
            nobody gets it any more, and it takes a place. Once such messages fill the queue, with \
            discard new every publisher is refused.""")
        .cause("max_deliver was set low to be rid of poison messages.")
        .cause(
            "ack_wait is shorter than the handler needs, so that work in progress counts as failed.")
        .cause("A backoff list with a short first step, which replaces ack_wait.")
        .diagnose(
            "See ack wait, maximum deliveries and backoff.", "nats consumer info STREAM CONSUMER")
        .diagnose(
            "Compare what the queue holds with what the consumers still have before them.",
            "nats stream info STREAM; nats consumer report STREAM")
        .diagnose(
            "See exhausted deliveries as they happen, in the account.",
            "nats --context ACCOUNT events --js-advisory")
        .fix(
            "Give handlers time: nats consumer edit STREAM CONSUMER --wait 2m, or let them say that they are still at work.")
        .fix("Allow more deliveries: nats consumer edit STREAM CONSUMER --max-deliver 20.")
        .fix(
            "Subscribe to the advisory for exhausted deliveries, store the message elsewhere, and delete it from the queue: nats stream rmm STREAM SEQUENCE.")
        .fix("Terminate a poison message in the handler: in a work queue that removes it.")
        .question(
            "Is the message destroyed after max_deliver?",
            "No. It only is not delivered any more. In a stream with limits it would age out; in a work queue it stays"
                + " until somebody deletes it.")
        .limit("Whether the stream has a limit at which it refuses anything is not looked at.")
        .limit("A finding for each consumer stands at the stream, which is what fills.")
        .related("CONSUMER_011", "Messages that are delivered again.")
        .related("JETSTREAM_003", "Streams that are close to their limit of messages.")
        .related("OPT_SYS_003", "Consumers that stop for lack of acknowledgements.")
        .build();
  }
}
