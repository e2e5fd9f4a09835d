// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.natschecks.api.monitor.EventChannel;
import io.natschecks.client.StreamEventChannel;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/** Events in a stream that may not be reachable yet. */
record SharedEvents(String name, Late<StreamEventChannel> channel) implements EventChannel {

  @Override
  public void publish(String topic, String id, byte[] event) throws IOException {
    channel.get().publish(topic, id, event);
  }

  @Override
  public Following follow(Instant since, Consumer<byte[]> receiver) throws IOException {
    return channel.get().follow(since, receiver);
  }
}
