// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A micro service with two instances, of which one leaves and comes back, then the other; and those
 * who ask it.
 */
final class Quotes {

  /** Longer than a snapshot takes, so that none misses both instances. */
  private static final Duration TURN = Duration.ofSeconds(4);

  private static final Duration ASKING = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Schedule schedule;
  private final Tally tally;
  private final List<QuotesInstance> instances;
  private int turn;

  Quotes(Schedule schedule, Tally tally, QuotesInstance one, QuotesInstance other) {
    this.schedule = schedule;
    this.tally = tally;
    this.instances = List.of(one, other);
  }

  void start() throws Exception {
    for (QuotesInstance instance : instances) {
      instance.start();
    }
    schedule.every(TURN, "take turns", this::nextTurn);
  }

  private void nextTurn() throws Exception {
    QuotesInstance instance = instances.get(turn / 2);
    if (turn % 2 == 0) {
      instance.stop();
      tally.add(Tally.Deed.INSTANCES_LEFT);
    } else {
      instance.start();
    }
    turn = (turn + 1) % (2 * instances.size());
  }

  /** Asks for quotes. */
  void ask(Connection client) {
    schedule.every(
        ASKING,
        "ask for a quote",
        () -> {
          if (client.request(QuotesInstance.SUBJECT, new byte[0], PATIENCE) == null) {
            throw new IOException("no answer");
          }
          tally.add(Tally.Deed.ANSWERED);
        });
  }
}
