// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.account;

import io.nats.client.JetStreamApiException;
import io.nats.client.api.ConsumerInfo;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage.Entry;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.client.account.ReadingApi.RefusedException;
import io.natschecks.client.gather.Deadline;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the consumers of streams, one stream after the other. */
final class OwnConsumers {

  private final ReadingApi api;
  private final String server;
  private final Clock clock;
  private final Deadline deadline;
  private final List<Consumer> consumers = new ArrayList<>();
  private @Nullable Entry lack;
  private boolean mayNameAll = true;

  OwnConsumers(ReadingApi api, String server, Clock clock, Deadline deadline) {
    this.api = api;
    this.server = server;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** A stream whose consumers are wanted, and how many it says to have. */
  record Owner(StreamId stream, long consumers) {}

  /** Reads as many as there is time for. */
  void read(List<Owner> owners) throws IOException, JetStreamApiException, InterruptedException {
    int read = 0;
    for (Owner owner : owners) {
      if (deadline.isOver()) {
        String detail = "the time was over after " + read + " of " + owners.size() + " streams";
        lack = new Entry(Status.TRUNCATED, detail);
        return;
      }
      try {
        read(owner);
      } catch (RefusedException e) {
        // Each further refusal would cost as much time as this one.
        lack = new Entry(read == 0 ? Status.REFUSED : Status.TRUNCATED, e.detail());
        return;
      }
      read++;
    }
  }

  private void read(Owner owner)
      throws IOException, JetStreamApiException, InterruptedException, RefusedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    String stream = owner.stream.name();
    List<ConsumerInfo> infos =
        api.ask("CONSUMER.LIST." + stream, each -> each.getConsumers(stream));
    for (ConsumerInfo info : infos) {
      consumers.add(ConsumerViews.consumer(owner.stream, info, server, clock.instant()));
    }
    // Hidden consumers of mirrors and sources are counted, but have no name here.
    if (infos.size() < owner.consumers && mayNameAll && infos.size() < named(stream)) {
      lack =
          new Entry(Status.TRUNCATED, "no leader answered for some consumers of stream " + stream);
    }
  }

  private int named(String stream) throws IOException, JetStreamApiException {
    try {
      return api.ask("CONSUMER.NAMES." + stream, each -> each.getConsumerNames(stream)).size();
    } catch (RefusedException e) {
      mayNameAll = false;
      lack =
          new Entry(
              Status.TRUNCATED,
              "consumers whose leader does not answer would not be noticed: " + e.detail());
      return 0;
    }
  }

  List<Consumer> consumers() {
    return consumers;
  }

  /** What is missing of them; null if nothing is. */
  @Nullable Entry lack() {
    return lack;
  }
}
