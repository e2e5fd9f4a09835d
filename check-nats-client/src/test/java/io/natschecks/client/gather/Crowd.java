// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;

/**
 * Makes an account large: streams and consumers in memory, with hundreds of requests under way at
 * once. Their texts are random, so that answers with them hardly get smaller by packing.
 */
final class Crowd {

  private static final int AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Connection tenant;
  private final String inbox;
  private final Subscription answers;
  private final Random random = new Random(1);
  private int underWay;

  private Crowd(Connection tenant) {
    this.tenant = tenant;
    this.inbox = tenant.createInbox();
    this.answers = tenant.subscribe(inbox);
  }

  /**
   * Creates streams, and consumers of each.
   *
   * @param metadata bytes of random metadata of each stream and of each consumer
   */
  static void create(Connection tenant, int streams, int consumersOfEach, int metadata)
      throws Exception {
    Crowd crowd = new Crowd(tenant);
    for (int stream = 0; stream < streams; stream++) {
      String name = crowd.text(24);
      crowd.send(
          "STREAM.CREATE." + name,
          "{\"name\":\"%1$s\",\"subjects\":[\"%1$s\"],\"storage\":\"memory\",\"metadata\":%2$s}"
              .formatted(name, crowd.metadata(metadata)));
      crowd.await(0);
      for (int consumer = 0; consumer < consumersOfEach; consumer++) {
        crowd.add(name, crowd.text(24), metadata);
      }
    }
    crowd.await(0);
    tenant.flush(PATIENCE);
    crowd.answers.unsubscribe();
  }

  private void add(String stream, String consumer, int metadata) throws Exception {
    send(
        "CONSUMER.DURABLE.CREATE." + stream + "." + consumer,
        """
        {"stream_name":"%s","config":{"durable_name":"%s","ack_policy":"explicit",
         "deliver_policy":"all","replay_policy":"instant","mem_storage":true,"metadata":%s}}
        """
            .formatted(stream, consumer, metadata(metadata)));
    await(AT_ONCE);
  }

  private void send(String verb, String body) {
    tenant.publish("$JS.API." + verb, inbox, body.getBytes(StandardCharsets.UTF_8));
    underWay++;
  }

  private void await(int most) throws Exception {
    while (underWay > most) {
      Message answer = answers.nextMessage(PATIENCE);
      if (answer == null) {
        throw new AssertionError(underWay + " requests are not answered");
      }
      String text = new String(answer.getData(), StandardCharsets.UTF_8);
      if (text.contains("\"error\"")) {
        throw new AssertionError(text);
      }
      underWay--;
    }
  }

  private String metadata(int length) {
    return length == 0 ? "{}" : "{\"of\":\"" + text(length) + "\"}";
  }

  private String text(int length) {
    return text(random, length);
  }

  /** Letters, digits, - and _ in an order that no packing makes shorter than six bits each. */
  static String text(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes).substring(0, length);
  }
}
