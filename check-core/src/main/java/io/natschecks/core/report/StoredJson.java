// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.api.Evidence.Role;
import io.natschecks.api.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Takes values out of the members of a report. What is not as the schema says is an {@link
 * IllegalArgumentException}.
 */
final class StoredJson {

  private StoredJson() {}

  static StoredFinding finding(JsonNode node) {
    JsonNode entity = node.path("entity");
    String key = text(entity, "key");
    return new StoredFinding(
        text(node, "code"),
        text(node, "title"),
        word(Severity.class, node.path("severity")),
        text(node, "key"),
        key,
        entity.path("label").isString() ? text(entity, "label") : key,
        text(node, "message"),
        values(node),
        texts(node, "causes"));
  }

  private static Map<String, String> values(JsonNode finding) {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonNode item : array(finding, "evidence")) {
      Role role = word(Role.class, item.path("role"));
      String type = text(item, "type");
      boolean goesWithTime = type.equals("time") || type.equals("duration");
      if (role == Role.LIMIT || (role == Role.OBSERVED && !goesWithTime)) {
        values.put(text(item, "name"), shown(item.path("value"), item.path("unit")));
      }
    }
    return values;
  }

  private static String shown(JsonNode value, JsonNode unit) {
    String shown;
    if (value.isArray()) {
      shown = String.join(", ", value.valueStream().map(StoredJson::text).toList());
    } else if (value.isIntegralNumber() && value.canConvertToLong()) {
      shown = Display.count(value.longValue());
    } else if (value.isNumber()) {
      shown = Display.number(value.doubleValue());
    } else {
      shown = value.isBoolean() ? (value.booleanValue() ? "yes" : "no") : value.asString("unknown");
    }
    return unit.isString() ? (shown + " " + unit.stringValue()).strip() : shown;
  }

  static JsonNode array(JsonNode node, String name) {
    JsonNode array = node.path(name);
    if (!array.isArray()) {
      throw new IllegalArgumentException("no array " + name);
    }
    return array;
  }

  private static List<String> texts(JsonNode node, String name) {
    return array(node, name).valueStream().map(StoredJson::text).toList();
  }

  static String text(JsonNode node, String name) {
    return text(node.path(name));
  }

  static String text(JsonNode node) {
    if (!node.isString()) {
      throw new IllegalArgumentException("no text");
    }
    return node.stringValue();
  }

  static long count(JsonNode node, String name) {
    JsonNode count = node.path(name);
    if (!count.isIntegralNumber() || !count.canConvertToLong() || count.longValue() < 0) {
      throw new IllegalArgumentException("no count " + name);
    }
    return count.longValue();
  }

  /** Reads what {@link JsonReport#word} wrote. */
  static <E extends Enum<E>> E word(Class<E> type, JsonNode node) {
    return Enum.valueOf(type, text(node).toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
