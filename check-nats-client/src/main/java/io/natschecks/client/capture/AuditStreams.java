// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Cuts the streams out of JetStream's details: the checks of {@code nats audit} read each alone. */
final class AuditStreams {

  private record Found(String account, StreamName stream, int start, int end) {}

  private record StreamName(@Nullable String name, @Nullable String cluster) {}

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
      String name = each.stream.name();
      if (name != null) {
        ServerRef asked = reply.server();
        ServerRef replica = new ServerRef(asked.id(), asked.name(), each.stream.cluster());
        target.add(
            AuditPlace.ofStream(replica, each.account, name),
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
    String known = account[0] == null ? "" : account[0];
    found.subList(before, found.size())
        .replaceAll(each -> new Found(known, each.stream, each.start, each.end));
  }

  private void stream(JsonParser parser) {
    int start = AuditForm.start(parser);
    @Nullable String[] names = new String[2];
    Json.object(
        parser,
        (name, value) -> {
          if (name.equals("name")) {
            names[0] = Json.text(value);
          } else if (name.equals("cluster")) {
            Json.object(
                value,
                (inner, text) -> {
                  if (inner.equals("name")) {
                    names[1] = Json.text(text);
                  }
                });
          }
        });
    found.add(new Found("", new StreamName(names[0], names[1]), start, AuditForm.end(parser)));
  }
}
