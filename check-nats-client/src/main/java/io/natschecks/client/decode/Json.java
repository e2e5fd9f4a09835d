// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON as a stream. A value of the wrong type, or one that cannot be, is remembered as the
 * fault of what is being read, and reading goes on: whoever reads an object asks {@link
 * #isFaulty()} at its end. Only broken JSON is thrown, as a {@link
 * tools.jackson.core.JacksonException}.
 */
final class Json implements AutoCloseable {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES) // A switch finds them sooner.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxNumberLength(64)
                  .maxNameLength(16 << 10)
                  .maxStringLength(8 << 20)
                  .build())
          .build();

  private static final long MILLI = 1_000_000;

  private final JsonParser parser;
  private final Interner interner;
  private @Nullable String fault;

  /** Goes to the first value of a text. */
  Json(byte[] text, Interner interner) {
    this.interner = interner;
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), text);
    parser.nextToken();
  }

  @Override
  public void close() {
    parser.close();
  }

  Interner interner() {
    return interner;
  }

  /** Says whether a field of what is being read was wrong. */
  boolean isFaulty() {
    return fault != null;
  }

  /** Names the first wrong field and forgets it. */
  @Nullable String takeFault() {
    String taken = fault;
    fault = null;
    return taken;
  }

  /** Says that a field is missing or wrong; null says nothing. */
  void fault(@Nullable String field) {
    if (fault == null) {
      fault = field;
    }
  }

  /** Demands a field that every release writes. */
  void require(boolean present, String field) {
    if (!present) {
      fault(field);
    }
  }

  private void wrong() {
    String name = parser.currentName();
    fault(name == null ? "element" : name);
    parser.skipChildren();
  }

  /**
   * Goes into an object.
   *
   * @return name of the first field, whose value is next; null at the end, and for null
   */
  @Nullable String enter() {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return next();
    }
    if (token != JsonToken.VALUE_NULL) {
      wrong();
    }
    return null;
  }

  /** Goes to the next field, of which the value is next; null at the end of the object. */
  @Nullable String next() {
    String name = parser.nextName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  void skip() {
    parser.skipChildren();
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean flag() {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_TRUE) {
      return true;
    }
    if (token != JsonToken.VALUE_FALSE) {
      wrong();
    }
    return false;
  }

  /** Reads a whole number of any sign. */
  long whole() {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    wrong();
    return 0;
  }

  /** Reads a whole number of 0 or more. */
  long count() {
    long value = whole();
    if (value < 0) {
      wrong();
      return 0;
    }
    return value;
  }

  /** Reads a whole number of 0 or more that fits an int. */
  int size() {
    long value = count();
    if (value > Integer.MAX_VALUE) {
      wrong();
      return 0;
    }
    return (int) value;
  }

  /** Reads the 64 bits of an unsigned number. */
  long unsigned() {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() == NumberType.BIG_INTEGER) {
      var value = parser.getBigIntegerValue();
      if (value.signum() > 0 && value.bitLength() <= Long.SIZE) {
        return value.longValue();
      }
      wrong();
      return 0;
    }
    return count();
  }

  /** Reads a number of 0 or more. */
  double decimal() {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      double value = parser.getDoubleValue();
      if (value >= 0 && value < Double.POSITIVE_INFINITY) {
        return value;
      }
    }
    wrong();
    return 0;
  }

  /** Reads a limit of which negative numbers mean unlimited. */
  Limit limit() {
    return interner.share(Limit.fromServer(whole()));
  }

  /** Reads a limit of which negative numbers and 0 mean unlimited. */
  Limit positiveLimit() {
    return interner.share(Limit.positiveFromServer(whole()));
  }

  /** Reads a text; null for null and for an empty one. */
  @Nullable String text() {
    return hasText() ? parser.getString() : null;
  }

  /** Reads a text that is likely to come again; null for null and for an empty one. */
  @Nullable String shared() {
    return hasText()
        ? interner.text(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength())
        : null;
  }

  /** Says whether a text starts with another, without making a copy of it. */
  boolean startsWith(String prefix) {
    if (parser.currentToken() != JsonToken.VALUE_STRING
        || parser.getStringLength() < prefix.length()) {
      return false;
    }
    char[] text = parser.getStringCharacters();
    int offset = parser.getStringOffset();
    for (int at = 0; at < prefix.length(); at++) {
      if (text[offset + at] != prefix.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** Says whether the value is a text that is not empty. */
  boolean hasText() {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return parser.getStringLength() > 0;
    }
    if (token != JsonToken.VALUE_NULL) {
      wrong();
    }
    return false;
  }

  /** Reads a time; null for Go's zero time and for the epoch. */
  @Nullable Instant time() {
    if (!hasText()) {
      return null;
    }
    Instant time =
        GoTime.parse(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    if (time == null) {
      wrong();
      return null;
    }
    return time.getEpochSecond() <= 0 ? null : time;
  }

  /** Reads a number of nanoseconds; null for less than 0. */
  @Nullable Duration nanos() {
    long nanos = whole();
    return nanos < 0 ? null : nanos == 0 ? Duration.ZERO : Duration.ofNanos(nanos);
  }

  /**
   * Reads a number of nanoseconds as one of few values: rounded up to the millisecond, so that it
   * is above a limit of whole milliseconds exactly if the server's is.
   */
  @Nullable Duration roughNanos() {
    long nanos = whole();
    return nanos < 0 ? null : Duration.ofMillis(nanos / MILLI + (nanos % MILLI == 0 ? 0 : 1));
  }

  /** Reads a time that many others are close to, rounded up to the millisecond and shared. */
  @Nullable Instant roughTime() {
    Instant time = time();
    if (time == null) {
      return null;
    }
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    return interner.share(millis.equals(time) ? time : millis.plusMillis(1));
  }

  /** Reads a duration as Go writes it; null for 0, which means not measured. */
  @Nullable Duration goDuration() {
    if (!hasText()) {
      return null;
    }
    long nanos =
        GoDuration.parse(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    if (nanos < 0) {
      wrong();
    }
    return nanos <= 0 ? null : Duration.ofNanos(nanos);
  }

  /** Reads a list of texts, all of them needed. */
  List<String> texts() {
    return strictList(
        () -> {
          String text = shared();
          if (text == null) {
            wrong();
          }
          return text;
        });
  }

  /** Reads an object of texts; most have one or none. */
  Map<String, String> textMap() {
    Map<String, String> map = Map.of();
    for (String key = enter(); key != null; key = next()) {
      String value = shared();
      String text = value == null ? "" : value;
      if (map.isEmpty()) {
        map = Map.of(key, text);
      } else {
        map = map.size() == 1 ? new HashMap<>(map) : map;
        map.put(key, text);
      }
    }
    return Map.copyOf(map);
  }

  /** Reads a list of which no element may be wrong. */
  <T> List<T> strictList(Supplier<@Nullable T> element) {
    List<T> list = new ArrayList<>();
    if (intoList()) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        T value = element.get();
        if (value != null) {
          list.add(value);
        }
      }
    }
    return List.copyOf(list);
  }

  /** Reads a list; elements in which a field is wrong are left out and counted. */
  <T> List<T> list(Drops drops, Supplier<@Nullable T> element) {
    List<T> list = new ArrayList<>();
    if (intoList()) {
      String outer = takeFault();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        keep(list, drops, element.get());
      }
      fault = outer;
    }
    return list;
  }

  /** Reads the values of an object, as {@link #list} does, each by its name. */
  <T> List<T> values(Drops drops, Function<String, @Nullable T> entry) {
    List<T> list = new ArrayList<>();
    String name = enter();
    String outer = takeFault();
    for (; name != null; name = next()) {
      keep(list, drops, entry.apply(name));
    }
    fault = outer;
    return list;
  }

  private <T> void keep(List<T> list, Drops drops, @Nullable T value) {
    String wrong = takeFault();
    if (wrong != null) {
      drops.add(wrong);
    } else if (value != null) {
      list.add(value);
    }
  }

  private boolean intoList() {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_ARRAY) {
      return true;
    }
    if (token != JsonToken.VALUE_NULL) {
      wrong();
    }
    return false;
  }
}
