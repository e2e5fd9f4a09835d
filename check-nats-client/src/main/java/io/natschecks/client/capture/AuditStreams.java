// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Cuts the streams out of JetStream's details: the checks of {@code nats audit} read each alone.
 * They are tagged with the server's cluster and not the stream's, which can differ at leaf nodes:
 * that tool would see two servers.
 */
final class AuditStreams {

  private record Found(@Nullable String account, @Nullable String stream, int start, int end) {}

  private final Reply reply;
  private final List<Found> found = new ArrayList<>();

  AuditStreams(Reply reply) {
    this.reply = reply;
  }

  void write(AuditForm.Target target) throws IOException {
    try {
      Json.document(reply.body(), reply.enveloped() ? this::envelope : this::jetStream);
    } catch (IOException e) {
      return; // Broken: the answer itself is kept as it is.
    }
    for (Found each : found) {
      if (each.account != null && each.stream != null) {
        target.add(
            AuditPlace.ofStream(reply.server(), each.account, each.stream),
            Arrays.copyOfRange(reply.body(), each.start, each.end));
      }
    }
  }

  private void envelope(String name, JsonParser value) {
    if (name.equals("data")) {
      Json.object(value, this::jetStream);
    }
  }

  private void jetStream(String name, JsonParser value) {
    if (name.equals("account_details")) {
      Json.array(value, this::account);
    }
  }

  private void account(JsonParser parser) {
    @Nullable String[] account = new String[1];
    int before = found.size();
    Json.object(
        parser,
        (name, value) -> {
          switch (name) {
            case "id" -> account[0] = Json.text(value);
            case "name" -> account[0] = account[0] == null ? Json.text(value) : account[0];
            case "stream_detail" -> Json.array(value, this::stream);
            default -> {}
          }
        });
    found
        .subList(before, found.size())
        .replaceAll(each -> new Found(account[0], each.stream, each.start, each.end));
  }

  private void stream(JsonParser parser) {
    int start = AuditForm.start(parser);
    @Nullable String[] stream = new String[1];
    Json.object(
        parser,
        (name, value) -> {
          if (name.equals("name")) {
            stream[0] = Json.text(value);
          }
        });
    found.add(new Found(null, stream[0], start, AuditForm.end(parser)));
  }
}
