// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.time.Duration;
import java.util.List;

/** A consumer that takes messages when it is told to, and acknowledges none by itself. */
record PullConsumer(JetStreamSubscription subscription) {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  static PullConsumer create(
      Connection client, String stream, String name, String filter, long maxAckPending)
      throws Exception {
    ConsumerConfiguration configuration =
        ConsumerConfiguration.builder()
            .durable(name)
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(Duration.ofMinutes(5))
            .maxAckPending(maxAckPending)
            .build();
    return new PullConsumer(
        client
            .jetStream()
            .subscribe(
                filter,
                PullSubscribeOptions.builder().stream(stream)
                    .configuration(configuration)
                    .build()));
  }

  List<Message> take(int count) {
    List<Message> messages = subscription.fetch(count, PATIENCE);
    assertThat(messages).hasSize(count);
    return messages;
  }

  /** Takes messages one by one, and acknowledges each. */
  void handle(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      take(1).get(0).ackSync(PATIENCE);
    }
  }
}
