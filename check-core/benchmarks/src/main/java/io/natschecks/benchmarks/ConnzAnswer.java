// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.natschecks.client.reply.ServerRef;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import tools.jackson.core.JsonGenerator;

/** Writes a page of CONNZ with users and accounts, without subscriptions. */
final class ConnzAnswer {

  private static final int ACCOUNTS = 1_000;
  private static final int USERS_OF_ACCOUNT = 5;
  private static final int HOSTS = 2_000;
  private static final String JWT_HEADER = base64("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}");

  private final long seed;
  private final int page;
  private final int total;
  private final boolean withJwts;
  private final Random random;

  ConnzAnswer(long seed, ServerRef server, int page, int total, boolean withJwts) {
    this.seed = seed;
    this.page = page;
    this.total = total;
    this.withJwts = withJwts;
    this.random = Randomly.of(server.id().hashCode(), page);
  }

  void write(JsonGenerator json) {
    int offset = page * MonitoringAnswers.PAGE;
    int count = Math.min(MonitoringAnswers.PAGE, total - offset);
    json.writeNumberProperty("num_connections", count);
    json.writeNumberProperty("total", total);
    json.writeNumberProperty("offset", offset);
    json.writeNumberProperty("limit", MonitoringAnswers.PAGE);
    json.writeArrayPropertyStart("connections");
    for (int i = 0; i < count; i++) {
      connection(json, offset + i + 1);
    }
    json.writeEndArray();
  }

  private void connection(JsonGenerator json, int cid) {
    int account = random.nextInt(ACCOUNTS);
    int host = random.nextInt(HOSTS);
    json.writeStartObject();
    json.writeNumberProperty("cid", cid);
    json.writeStringProperty("kind", "Client");
    json.writeStringProperty("type", random.nextInt(50) == 0 ? "websocket" : "nats");
    json.writeStringProperty("ip", "10.1." + host / 250 + "." + host % 250);
    json.writeNumberProperty("port", 32_768 + random.nextInt(28_000));
    json.writeStringProperty("start", Randomly.timeWithin(random, Duration.ofDays(30)));
    json.writeStringProperty("last_activity", Randomly.timeWithin(random, Duration.ofMinutes(1)));
    json.writeStringProperty("rtt", random.nextInt(100, 900) + "µs");
    json.writeStringProperty("uptime", "3d4h12m7s");
    json.writeStringProperty("idle", "12s");
    json.writeNumberProperty("pending_bytes", 0);
    json.writeNumberProperty("in_msgs", random.nextInt(1_000_000));
    json.writeNumberProperty("out_msgs", random.nextInt(1_000_000));
    json.writeNumberProperty("in_bytes", random.nextInt(1_000_000_000));
    json.writeNumberProperty("out_bytes", random.nextInt(1_000_000_000));
    json.writeNumberProperty("subscriptions", random.nextInt(20));
    json.writeStringProperty("name", "billing-" + Randomly.name(random, 10) + "-x2x8z");
    json.writeStringProperty("lang", "java");
    json.writeStringProperty("version", "2.26.2");
    login(json, account, random.nextInt(USERS_OF_ACCOUNT));
    json.writeStringProperty("name_tag", "tenant-" + account);
    json.writeEndObject();
  }

  private void login(JsonGenerator json, int account, int user) {
    if (!withJwts) {
      json.writeStringProperty("authorized_user", "user-" + user);
      json.writeStringProperty("account", "tenant-" + account);
      return;
    }
    Random keys = Randomly.of(seed, account);
    String accountKey = Randomly.key(keys, 'A');
    Random ofUser = Randomly.of(keys.nextLong(), user);
    String userKey = Randomly.key(ofUser, 'U');
    json.writeStringProperty("authorized_user", userKey);
    json.writeStringProperty("account", accountKey);
    json.writeStringProperty("jwt", jwt(accountKey, userKey, ofUser));
    json.writeStringProperty("issuer_key", accountKey);
  }

  private static String jwt(String account, String user, Random random) {
    String claims =
        "{\"iat\":1795233630,\"iss\":\""
            + account
            + "\",\"name\":\"app\",\"sub\":\""
            + user
            + "\",\"nats\":{\"pub\":{},\"sub\":{},\"subs\":-1,\"data\":-1,\"payload\":-1,"
            + "\"type\":\"user\",\"version\":2},\"jti\":\""
            + Randomly.name(random, 52)
            + "\"}";
    return JWT_HEADER + "." + base64(claims) + "." + Randomly.name(random, 86);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
