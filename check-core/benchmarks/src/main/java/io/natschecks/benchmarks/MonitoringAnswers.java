// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.benchmarks;

import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Answers of a cluster of three servers, with the fields that servers of 2.15 write, as they come
 * over the system account. Equal seeds give equal answers.
 */
final class MonitoringAnswers {

  /** Most connections on a page. */
  static final int PAGE = 1_024;

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456789Z");

  private static final JsonFactory FACTORY = new JsonFactory();

  private final long seed;
  private final List<ServerRef> servers;

  MonitoringAnswers(long seed) {
    this.seed = seed;
    Random random = new Random(seed);
    this.servers =
        IntStream.rangeClosed(1, 3)
            .mapToObj(i -> new ServerRef(Randomly.key(random, 'N'), "east-" + i, "east"))
            .toList();
  }

  List<ServerRef> servers() {
    return servers;
  }

  /** Gives what a server says of its streams and consumers of one account. */
  Reply jetStream(ServerRef server, int account, JetStreamMix mix) {
    JszAnswer answer = new JszAnswer(seed, server, servers, account, mix);
    return reply(Endpoint.JSZ_DETAIL, server, answer.account(), 0, answer::write);
  }

  /** Gives a page of the connections of a server; with JWTs if the servers run by operator. */
  Reply connections(ServerRef server, int page, int total, boolean withJwts) {
    ConnzAnswer answer = new ConnzAnswer(seed, server, page, total, withJwts);
    return reply(Endpoint.CONNZ, server, null, page, answer::write);
  }

  /** Gives all pages of the connections of a server. */
  List<Reply> connections(ServerRef server, int total, boolean withJwts) {
    return IntStream.range(0, (total + PAGE - 1) / PAGE)
        .mapToObj(page -> connections(server, page, total, withJwts))
        .toList();
  }

  private static Reply reply(
      Endpoint endpoint,
      ServerRef server,
      @Nullable String account,
      int page,
      Consumer<JsonGenerator> data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      envelope(json, server);
      json.writeObjectPropertyStart("data");
      json.writeStringProperty("server_id", server.id());
      json.writeStringProperty("now", NOW.toString());
      data.accept(json);
      json.writeEndObject();
      json.writeEndObject();
    }
    return new Reply(endpoint, server, account, page, NOW, true, bytes.toByteArray());
  }

  private static void envelope(JsonGenerator json, ServerRef server) {
    json.writeObjectPropertyStart("server");
    json.writeStringProperty("name", server.name());
    json.writeStringProperty("host", "10.0.0.1");
    json.writeStringProperty("id", server.id());
    json.writeStringProperty("cluster", Objects.requireNonNull(server.cluster()));
    json.writeStringProperty("ver", "2.15.1");
    json.writeBooleanProperty("jetstream", true);
    json.writeNumberProperty("flags", 7);
    json.writeNumberProperty("seq", 204);
    json.writeStringProperty("time", NOW.toString());
    json.writeEndObject();
  }
}
