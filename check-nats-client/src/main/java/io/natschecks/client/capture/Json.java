// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Walks JSON with a streaming parser: what is not asked for is skipped and costs no memory. */
final class Json {

  /** Writes all but ASCII as escapes: hostile names hold halves of characters. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  /** Takes a field of an object; the parser stands on its value, which may be left unread. */
  @FunctionalInterface
  interface FieldReader {
    void read(String name, JsonParser value);
  }

  /** Reads a whole document that must be one object. */
  static void document(byte[] json, FieldReader fields) throws IOException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      object(parser, fields);
      if (parser.nextToken() != null) {
        throw new IOException("something follows the JSON object");
      }
    } catch (JacksonException e) {
      throw new IOException(reason(e), e);
    }
  }

  /** Starts to read a document of which only the beginning may be needed, or there. */
  static JsonParser parser(InputStream json) {
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /** Reads the fields of the object on which the parser stands; does nothing on other values. */
  static void object(JsonParser parser, FieldReader fields) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.read(name, parser);
      skipRest(parser);
    }
  }

  /** Reads the elements of the array on which the parser stands; does nothing on other values. */
  static void array(JsonParser parser, Consumer<JsonParser> elements) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.accept(parser);
      skipRest(parser);
    }
  }

  /** The string on which the parser stands; null if it is none. */
  static @Nullable String text(JsonParser value) {
    return value.currentToken() == JsonToken.VALUE_STRING ? value.getString() : null;
  }

  private static void skipRest(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      parser.skipChildren();
    }
  }

  /** Where the JSON is broken, without a piece of it: an answer can hold secrets. */
  static String reason(JacksonException e) {
    return e.getLocation() == null
        ? "its JSON is broken"
        : "its JSON is broken at line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr();
  }
}
