// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import tools.jackson.core.JsonGenerator;

/** Writes JSZ of one account. What servers say of the same stream agrees. */
final class JszAnswer {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int EPHEMERAL_EVERY = 5;
  private static final int LAGGING_ONE_IN = 20;

  private final long seed;
  private final ServerRef server;
  private final List<ServerRef> cluster;
  private final String name;
  private final String account;
  private final JetStreamMix mix;
  private final Random moment;

  JszAnswer(long seed, ServerRef server, List<ServerRef> cluster, int account, JetStreamMix mix) {
    this.seed = seed;
    this.server = server;
    this.cluster = cluster;
    this.name = "tenant-" + account;
    this.account = Randomly.key(Randomly.of(seed, account), 'A');
    this.mix = mix;
    this.moment = new Random(server.id().hashCode());
  }

  String account() {
    return account;
  }

  void write(JsonGenerator json) {
    json.writeNumberProperty("memory", 9_228);
    json.writeNumberProperty("storage", 282_173_000);
    json.writeNumberProperty("reserved_memory", 8_388_608);
    json.writeNumberProperty("reserved_storage", 138_412_032);
    json.writeNumberProperty("accounts", 1_000);
    json.writeNumberProperty("ha_assets", 17);
    api(json, 1_000_000);
    json.writeObjectPropertyStart("config");
    json.writeNumberProperty("max_memory", 1L << 32);
    json.writeNumberProperty("max_storage", 1L << 40);
    json.writeStringProperty("store_dir", "/data/jetstream");
    json.writeNumberProperty("sync_interval", 120_000_000_000L);
    json.writeBooleanProperty("compress_ok", true);
    json.writeBooleanProperty("strict", true);
    json.writeEndObject();
    json.writeNumberProperty("streams", mix.streams());
    json.writeNumberProperty("consumers", mix.streams() * mix.consumersPerStream());
    json.writeNumberProperty("messages", 3_278_000);
    json.writeNumberProperty("bytes", 291_401_000);
    json.writeArrayPropertyStart("account_details");
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeStringProperty("id", account);
    json.writeNumberProperty("memory", 9_228);
    json.writeNumberProperty("storage", 929_569);
    json.writeNumberProperty("reserved_memory", 64_000_000);
    json.writeNumberProperty("reserved_storage", 512_000_000);
    json.writeNumberProperty("accounts", 0);
    json.writeNumberProperty("ha_assets", 0);
    api(json, 54_000);
    json.writeArrayPropertyStart("stream_detail");
    for (int i = 0; i < mix.streams(); i++) {
      Random facts = Randomly.of(seed ^ account.hashCode(), i);
      boolean replicated = facts.nextInt(100) < mix.replicatedPercent();
      ServerRef leader = cluster.get(facts.nextInt(cluster.size()));
      if (replicated || leader.equals(server)) {
        stream(json, facts, "STREAM_" + i, replicated, leader);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void api(JsonGenerator json, long total) {
    json.writeObjectPropertyStart("api");
    json.writeNumberProperty("level", 5);
    json.writeNumberProperty("total", total);
    json.writeNumberProperty("errors", total / 100);
    json.writeEndObject();
  }

  private void stream(
      JsonGenerator json, Random facts, String stream, boolean replicated, ServerRef leader) {
    json.writeStartObject();
    json.writeStringProperty("name", stream);
    json.writeStringProperty("created", Randomly.timeWithin(facts, MONTH));
    cluster(json, replicated, leader, "S-R3F-" + Randomly.name(facts, 8));
    streamConfig(json, stream, replicated);
    long messages = 1 + facts.nextLong(10_000_000);
    long first = 1 + facts.nextLong(1_000_000);
    json.writeObjectPropertyStart("state");
    json.writeNumberProperty("messages", messages);
    json.writeNumberProperty("bytes", messages * 512);
    json.writeNumberProperty("first_seq", first);
    json.writeStringProperty("first_ts", Randomly.timeWithin(facts, MONTH));
    json.writeNumberProperty("last_seq", first + messages - 1);
    json.writeStringProperty("last_ts", Randomly.timeWithin(facts, MINUTE));
    json.writeNumberProperty("num_subjects", 1 + messages / 100);
    json.writeNumberProperty("consumer_count", mix.consumersPerStream());
    json.writeEndObject();
    json.writeArrayPropertyStart("consumer_detail");
    for (int i = 0; i < mix.consumersPerStream(); i++) {
      consumer(json, facts, stream, i, replicated, first + facts.nextLong(messages));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void streamConfig(JsonGenerator json, String stream, boolean replicated) {
    json.writeObjectPropertyStart("config");
    json.writeStringProperty("name", stream);
    json.writeArrayPropertyStart("subjects");
    json.writeRawValue(everythingBelow(stream));
    json.writeEndArray();
    json.writeStringProperty("retention", "limits");
    json.writeNumberProperty("max_consumers", -1);
    json.writeNumberProperty("max_msgs", -1);
    json.writeNumberProperty("max_bytes", 33_554_432);
    json.writeNumberProperty("max_age", 259_200_000_000_000L);
    json.writeNumberProperty("max_msgs_per_subject", -1);
    json.writeNumberProperty("max_msg_size", -1);
    json.writeStringProperty("discard", "old");
    json.writeStringProperty("storage", "file");
    json.writeNumberProperty("num_replicas", replicated ? 3 : 1);
    json.writeNumberProperty("duplicate_window", 120_000_000_000L);
    json.writeStringProperty("compression", "none");
    for (String flag :
        List.of(
            "allow_direct",
            "mirror_direct",
            "sealed",
            "deny_delete",
            "deny_purge",
            "allow_rollup_hdrs")) {
      json.writeBooleanProperty(flag, false);
    }
    json.writeObjectPropertyStart("consumer_limits");
    json.writeEndObject();
    json.writeBooleanProperty("allow_msg_ttl", false);
    metadata(json);
    json.writeEndObject();
  }

  private void consumer(
      JsonGenerator json, Random facts, String stream, int number, boolean replicated, long at) {
    ServerRef leader = cluster.get(facts.nextInt(cluster.size()));
    boolean ephemeral = number % EPHEMERAL_EVERY == EPHEMERAL_EVERY - 1;
    String name = ephemeral ? Randomly.name(facts, 22) : "orders-processor-" + number;
    int ackPending = facts.nextInt(20);
    json.writeStartObject();
    json.writeStringProperty("stream_name", stream);
    json.writeStringProperty("name", name);
    json.writeStringProperty("created", Randomly.timeWithin(facts, MONTH));
    consumerConfig(json, stream, name, number, ephemeral);
    sequence(json, "delivered", at, facts);
    sequence(json, "ack_floor", Math.max(0, at - ackPending), facts);
    json.writeNumberProperty("num_ack_pending", ackPending);
    json.writeNumberProperty("num_redelivered", 0);
    json.writeNumberProperty("num_waiting", 1);
    json.writeNumberProperty("num_pending", facts.nextInt(1_000));
    cluster(json, replicated, replicated ? leader : server, "C-R3F-" + Randomly.name(facts, 8));
    json.writeStringProperty("ts", Randomly.timeWithin(moment, Duration.ofMillis(20)));
    json.writeEndObject();
  }

  private static void consumerConfig(
      JsonGenerator json, String stream, String name, int number, boolean ephemeral) {
    json.writeObjectPropertyStart("config");
    if (!ephemeral) {
      json.writeStringProperty("durable_name", name);
    }
    json.writeStringProperty("name", name);
    json.writeStringProperty("deliver_policy", "all");
    json.writeStringProperty("ack_policy", "explicit");
    json.writeNumberProperty("ack_wait", 30_000_000_000L);
    json.writeNumberProperty("max_deliver", -1);
    if (number % 2 == 0) { // Half of them share few filters, the others take everything.
      json.writeName("filter_subject");
      json.writeRawValue(everythingBelow(stream + ".part" + number % 4));
    }
    json.writeStringProperty("replay_policy", "instant");
    json.writeNumberProperty("max_waiting", 512);
    json.writeNumberProperty("max_ack_pending", 1_000);
    json.writeNumberProperty("num_replicas", 0);
    metadata(json);
    json.writeEndObject();
  }

  private static void sequence(JsonGenerator json, String name, long sequence, Random facts) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("consumer_seq", sequence);
    json.writeNumberProperty("stream_seq", sequence);
    json.writeStringProperty("last_active", Randomly.timeWithin(facts, MINUTE));
    json.writeEndObject();
  }

  private void cluster(JsonGenerator json, boolean replicated, ServerRef leader, String group) {
    json.writeObjectPropertyStart("cluster");
    json.writeStringProperty("name", "east");
    if (replicated) {
      json.writeStringProperty("raft_group", group);
    }
    json.writeStringProperty("leader", leader.name());
    if (replicated) {
      json.writeBooleanProperty("system_account", true);
      json.writeStringProperty("traffic_account", "SYS");
      json.writeArrayPropertyStart("replicas");
      for (ServerRef member : cluster) {
        if (!member.equals(server)) {
          json.writeStartObject();
          json.writeStringProperty("name", member.name());
          json.writeBooleanProperty("current", true);
          json.writeNumberProperty("active", moment.nextInt(1_000_000_000));
          if (moment.nextInt(LAGGING_ONE_IN) == 0) {
            json.writeNumberProperty("lag", 1 + moment.nextInt(1_000));
          }
          json.writeStringProperty("peer", member.id().substring(0, 8));
          json.writeEndObject();
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void metadata(JsonGenerator json) {
    json.writeObjectPropertyStart("metadata");
    json.writeStringProperty("_nats.req.level", "0");
    json.writeEndObject();
  }

  /** Gives a wildcard as Go writes it in JSON. */
  private static String everythingBelow(String prefix) {
    return '"' + prefix + ".\\u003e\"";
  }
}
