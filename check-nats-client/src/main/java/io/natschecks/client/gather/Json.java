// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the few values of answers that decide what to ask next. */
final class Json {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MAX_TREE = 8 << 20;

  private Json() {}

  /** The whole of a small answer; a missing node if it is none. */
  static JsonNode tree(byte[] body) {
    if (body.length > MAX_TREE) {
      return MAPPER.missingNode();
    }
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      return MAPPER.missingNode();
    }
  }

  /** The payload of a small answer, out of its envelope if it has one. */
  static JsonNode payload(byte[] body, boolean enveloped) {
    JsonNode tree = tree(body);
    return enveloped ? tree.path("data") : tree;
  }

  /**
   * A number that stands before the list of a large answer.
   *
   * @return the number, or -1 if there is none
   */
  static long headNumber(byte[] body, boolean enveloped, String name) {
    try (JsonParser parser = MAPPER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || (enveloped && !enter(parser, "data"))
          || !find(parser, name)) {
        return -1;
      }
      return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
    } catch (JacksonException e) {
      return -1;
    }
  }

  private static boolean enter(JsonParser parser, String name) {
    return find(parser, name) && parser.currentToken() == JsonToken.START_OBJECT;
  }

  private static boolean find(JsonParser parser, String name) {
    for (String next = parser.nextName(); next != null; next = parser.nextName()) {
      parser.nextToken();
      if (next.equals(name)) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  /** A text of an answer, on one line and short enough for a message. */
  static String excerpt(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  static JsonParser parser(byte[] body) {
    return MAPPER.createParser(body);
  }
}
