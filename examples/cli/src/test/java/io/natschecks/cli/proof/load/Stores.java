// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import io.nats.client.Connection;
import io.nats.client.KeyValue;
import io.nats.client.ObjectStore;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.api.ObjectStoreConfiguration;
import io.natschecks.testkit.server.Eventually;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A client that uses a bucket of keys, and one of objects. */
final class Stores {

  private static final Duration CREATED = Duration.ofSeconds(30);
  private static final Duration KEYS = Duration.ofMillis(100);
  private static final Duration OBJECTS = Duration.ofSeconds(1);
  private static final int KEY_COUNT = 50;
  private static final int OBJECT_COUNT = 5;
  private static final byte[] OBJECT = "o".repeat(20_000).getBytes(StandardCharsets.US_ASCII);

  private final Schedule schedule;
  private final Tally tally;

  Stores(Schedule schedule, Tally tally) {
    this.schedule = schedule;
    this.tally = tally;
  }

  /** Puts, reads, watches and now and then deletes keys. */
  void keys(Connection client, Connection watching) throws Exception {
    KeyValueConfiguration config =
        KeyValueConfiguration.builder().name("SETTINGS").replicas(3).maxHistoryPerKey(3).build();
    Eventually.until(
        "the bucket of keys is created",
        CREATED,
        () -> client.keyValueManagement().create(config) != null);
    var unused = watching.keyValue("SETTINGS").watchAll(new Watcher());
    KeyValue bucket = client.keyValue("SETTINGS");
    AtomicLong next = new AtomicLong();
    schedule.every(
        KEYS,
        "use keys",
        () -> {
          long number = next.incrementAndGet();
          String key = "key-" + number % KEY_COUNT;
          bucket.put(key, number);
          KeyValueEntry entry = bucket.get(key);
          if (entry != null) {
            tally.add(Tally.Deed.KEYS_READ);
          }
          if (number % KEY_COUNT == 0) {
            bucket.delete(key);
          }
        });
  }

  /** Puts, reads and deletes objects. */
  void objects(Connection client) throws Exception {
    ObjectStoreConfiguration config = ObjectStoreConfiguration.builder("REPORTS").build();
    Eventually.until(
        "the bucket of objects is created",
        CREATED,
        () -> client.objectStoreManagement().create(config) != null);
    ObjectStore bucket = client.objectStore("REPORTS");
    AtomicLong next = new AtomicLong();
    schedule.every(
        OBJECTS,
        "use objects",
        () -> {
          String name = "report-" + next.incrementAndGet() % OBJECT_COUNT;
          bucket.put(name, OBJECT);
          ByteArrayOutputStream read = new ByteArrayOutputStream();
          bucket.get(name, read);
          if (read.size() == OBJECT.length) {
            tally.add(Tally.Deed.OBJECTS_READ);
          }
          bucket.delete(name);
        });
  }

  /** Hears of every change. */
  private final class Watcher implements KeyValueWatcher {

    @Override
    public void watch(KeyValueEntry entry) {
      tally.add(Tally.Deed.HEARD);
    }

    @Override
    public void endOfData() {
      // What follows is heard too.
    }
  }
}
