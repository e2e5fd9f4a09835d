// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.ByteArrayInputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an answer says of the server that gave it.
 *
 * @param id id of the server; null if the answer does not say, as health over HTTP
 * @param time clock of the server at the answer; null if it does not say
 * @param enveloped whether the answer is wrapped as those over the system account are
 */
record ServerIdentity(@Nullable String id, @Nullable Instant time, boolean enveloped) {

  /** What an answer says that cannot be read. */
  static final ServerIdentity UNKNOWN = new ServerIdentity(null, null, false);

  /** Reads it from the beginning of an answer, with or without envelope. */
  static ServerIdentity in(byte[] beginning) {
    Search search = new Search();
    try (JsonParser parser = Json.parser(new ByteArrayInputStream(beginning))) {
      parser.nextToken();
      Json.object(parser, search::topLevel);
    } catch (JacksonException e) {
      // The beginning ends somewhere, or the answer is broken: what was found is what there is.
    }
    return new ServerIdentity(search.id, search.time, search.enveloped);
  }

  private static final class Search {
    private @Nullable String id;
    private @Nullable Instant time;
    private boolean enveloped;

    void topLevel(String name, JsonParser value) {
      switch (name) {
        case "server" -> {
          enveloped = value.currentToken() == JsonToken.START_OBJECT;
          Json.object(value, this::envelope);
        }
        case "server_id" -> id = id == null ? Json.text(value) : id;
        case "now" -> time = time == null ? instant(Json.text(value)) : time;
        default -> {}
      }
    }

    private void envelope(String name, JsonParser value) {
      switch (name) {
        case "id" -> id = Json.text(value);
        case "time" -> time = instant(Json.text(value));
        default -> {}
      }
    }

    private static @Nullable Instant instant(@Nullable String text) {
      try {
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return null;
      }
    }
  }
}
