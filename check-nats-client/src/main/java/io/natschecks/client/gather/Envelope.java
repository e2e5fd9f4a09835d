// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import io.natschecks.api.snapshot.ServerVersion;
import io.natschecks.client.reply.ServerRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What stands around an answer over the system account.
 *
 * @param server who answered
 * @param version its release
 * @param jetStream whether it says that it runs JetStream
 * @param error what it says instead of an answer; null for an answer
 */
record Envelope(
    ServerRef server, ServerVersion version, boolean jetStream, @Nullable String error) {

  /**
   * Reads as far as the payload.
   *
   * @return the envelope, or null if nobody can be named
   */
  static @Nullable Envelope of(byte[] body) {
    Reader reader = new Reader();
    try (JsonParser parser = Json.parser(body)) {
      reader.read(parser);
    } catch (JacksonException e) {
      // Whoever has been named by now gave an answer that cannot be read; the decoder says so.
    }
    return reader.envelope();
  }

  private static final class Reader {
    private String id = "";
    private String name = "";
    private @Nullable String cluster;
    private String version = "";
    private boolean jetStream;
    private @Nullable String error;

    void read(JsonParser parser) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        JsonToken token = parser.nextToken();
        if (field.equals("server") && token == JsonToken.START_OBJECT) {
          server(parser);
        } else if (field.equals("error") && token == JsonToken.START_OBJECT) {
          error(parser);
        } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
          return;
        }
      }
    }

    private void server(JsonParser parser) {
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        parser.nextToken();
        switch (field) {
          case "id" -> id = parser.getValueAsString("");
          case "name" -> name = parser.getValueAsString("");
          case "cluster" -> cluster = parser.getValueAsString("");
          case "ver" -> version = parser.getValueAsString("");
          case "jetstream" -> jetStream = parser.getValueAsBoolean(false);
          default -> parser.skipChildren();
        }
      }
    }

    private void error(JsonParser parser) {
      error = "the server refused";
      for (String field = parser.nextName(); field != null; field = parser.nextName()) {
        parser.nextToken();
        if (field.equals("description")) {
          error = Json.excerpt(parser.getValueAsString(""));
        } else {
          parser.skipChildren();
        }
      }
    }

    @Nullable Envelope envelope() {
      if (!Tokens.isServerId(id)) {
        return null;
      }
      String label = name.isEmpty() ? id : name;
      String known = cluster == null || cluster.isEmpty() ? null : cluster;
      return new Envelope(
          new ServerRef(id, label, known), ServerVersion.parse(version), jetStream, error);
    }
  }
}
