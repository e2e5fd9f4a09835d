// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A client of the system account that answers as if it were several servers of one cluster. */
final class FakeServers implements AutoCloseable {

  /** What a server puts into the data of an answer. */
  interface Answers {
    String to(String server, String verb, String options) throws Exception;
  }

  /** What was asked, but for statistics: verb and options. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final Connection connection;
  private final String cluster;
  private final Answers answers;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  FakeServers(Connection connection, String cluster, List<String> ids, Answers answers)
      throws Exception {
    this.connection = connection;
    this.cluster = cluster;
    this.answers = answers;
    Dispatcher dispatcher = connection.createDispatcher();
    dispatcher.subscribe(
        "$SYS.REQ.SERVER.PING.STATSZ",
        request -> ids.forEach(id -> reply(request, id, "\"statsz\":{}")));
    dispatcher.subscribe(
        "$SYS.REQ.SERVER.PING.ACCOUNTZ", request -> ids.forEach(id -> answer(request, id)));
    for (String id : ids) {
      dispatcher.subscribe(
          "$SYS.REQ.SERVER." + id + ".*", request -> threads.execute(() -> answer(request, id)));
    }
    connection.flush(Duration.ofSeconds(5));
  }

  private void answer(Message request, String id) {
    String verb = request.getSubject().substring(request.getSubject().lastIndexOf('.') + 1);
    String options = new String(request.getData(), StandardCharsets.UTF_8);
    asked.add(verb + " " + options);
    try {
      reply(request, id, "\"data\":" + answers.to(id, verb, options));
    } catch (Exception e) {
      asked.add("failed: " + e);
    }
  }

  private void reply(Message request, String id, String content) {
    String body =
        "{\"server\":{\"name\":\"%s\",\"id\":\"%s\",\"cluster\":\"%s\",\"ver\":\"2.15.1\",\"jetstream\":true},%s}"
            .formatted(id, id, cluster, content);
    connection.publish(
        NatsMessage.builder()
            .subject(request.getReplyTo())
            .headers(new Headers().add("Content-Encoding", "gzip"))
            .data(gzip(body))
            .build());
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws InterruptedException {
    connection.close();
    threads.shutdownNow();
  }
}
