// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that publish, into streams and past them, some 350 messages a second in all. */
final class Publishers {

  private static final Duration TICK = Duration.ofMillis(200);
  private static final int SUBJECTS = 40;
  private static final byte[] BODY = "x".repeat(200).getBytes(StandardCharsets.US_ASCII);

  private final Schedule schedule;
  private final Tally tally;

  Publishers(Schedule schedule, Tally tally) {
    this.schedule = schedule;
    this.tally = tally;
  }

  /** Stores messages in a stream, and counts those that it confirms. */
  void store(Connection client, String stream, int perTick) throws Exception {
    JetStream jetStream = client.jetStream();
    String prefix = stream.toLowerCase(Locale.ROOT) + '.';
    AtomicLong next = new AtomicLong();
    schedule.every(
        TICK,
        "publish to " + stream,
        () -> {
          for (int i = 0; i < perTick; i++) {
            var unused =
                jetStream
                    .publishAsync(prefix + next.incrementAndGet() % SUBJECTS, BODY)
                    .whenComplete((stored, failure) -> confirm(stream, failure));
          }
        });
  }

  private void confirm(String stream, Throwable failure) {
    if (failure == null) {
      tally.add(Tally.Deed.STORED);
    } else {
      tally.trouble("store in " + stream, failure);
    }
  }

  /** Publishes messages that no stream keeps. */
  void publish(Connection client, String prefix, int perTick) {
    AtomicLong next = new AtomicLong();
    schedule.every(
        TICK,
        "publish " + prefix,
        () -> {
          for (int i = 0; i < perTick; i++) {
            client.publish(prefix + '.' + next.incrementAndGet() % SUBJECTS, BODY);
            tally.add(Tally.Deed.PUBLISHED);
          }
        });
  }
}
