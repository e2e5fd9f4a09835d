// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.api.OrderedConsumerConfiguration;
import java.time.Duration;
import java.util.Locale;

/** Clients that consume from streams, in each way there is, and subscribers without a stream. */
final class Consumers {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final int BATCH = 50;
  private static final long EXPIRES_MILLIS = 2_000;

  private final Schedule schedule;
  private final Tally tally;

  Consumers(Schedule schedule, Tally tally) {
    this.schedule = schedule;
    this.tally = tally;
  }

  /**
   * Consumes from a durable pull consumer without a pause. When the server that leads the consumer
   * goes, a request for messages is lost with it, and the next one comes when that has expired.
   */
  void consume(Connection client, String stream, String durable) throws Exception {
    var unused =
        durable(client, stream, durable)
            .consume(ConsumeOptions.builder().expiresIn(EXPIRES_MILLIS).build(), this::acknowledge);
  }

  /** Fetches batches from a durable pull consumer. */
  void fetch(Connection client, String stream, String durable) throws Exception {
    ConsumerContext consumer = durable(client, stream, durable);
    schedule.every(
        TICK,
        "fetch from " + stream,
        () -> {
          try (FetchConsumer batch =
              consumer.fetch(
                  FetchConsumeOptions.builder()
                      .maxMessages(BATCH)
                      .expiresIn(EXPIRES_MILLIS)
                      .build())) {
            for (Message message = batch.nextMessage();
                message != null;
                message = batch.nextMessage()) {
              acknowledge(message);
            }
          }
        });
  }

  private static ConsumerContext durable(Connection client, String stream, String durable)
      throws Exception {
    return client
        .getStreamContext(stream)
        .createOrUpdateConsumer(
            ConsumerConfiguration.builder()
                .durable(durable)
                .metadata(Thresholds.ofConsumer())
                .build());
  }

  /** Gets messages pushed, each to one member of a queue group. */
  void push(Connection client, String stream, String durable) throws Exception {
    var unused =
        client
            .jetStream()
            .subscribe(
                stream.toLowerCase(Locale.ROOT) + ".>",
                durable,
                client.createDispatcher(),
                this::acknowledge,
                false,
                PushSubscribeOptions.builder().stream(stream).durable(durable).build());
  }

  /** Reads in order, with an ephemeral consumer that is made anew when it is lost. */
  void read(Connection client, String stream) throws Exception {
    var unused =
        client
            .getStreamContext(stream)
            .createOrderedConsumer(
                new OrderedConsumerConfiguration().deliverPolicy(DeliverPolicy.New))
            .consume(message -> tally.add(Tally.Deed.CONSUMED));
  }

  /** Subscribes without a stream. */
  void subscribe(Connection client, String subject) {
    client.createDispatcher(message -> tally.add(Tally.Deed.HEARD)).subscribe(subject);
  }

  private void acknowledge(Message message) {
    message.ack();
    tally.add(Tally.Deed.CONSUMED);
  }
}
