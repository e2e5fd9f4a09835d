// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Severity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value of a configuration and where it stands, so that every mistake names its place. Flat
 * properties hold texts only: in them a flag, a number, a list or a pattern is a text that can be
 * read as one.
 */
final class Setting {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> SEVERITIES = List.of("info", "warning", "critical");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final String path;
  private final JsonNode value;
  private final boolean flat;

  Setting(String path, JsonNode value, boolean flat) {
    this.path = path;
    this.value = value;
    this.flat = flat;
  }

  String path() {
    return path;
  }

  private Setting child(String key, JsonNode child) {
    return new Setting((path.isEmpty() ? "" : path + ".") + Shown.of(key), child, flat);
  }

  /** The members, all of which have known keys. */
  Map<String, Setting> members(List<String> known) {
    Map<String, Setting> members = members();
    members.forEach(
        (key, member) -> {
          if (!known.contains(key)) {
            throw unknownKey(member.path, key, known);
          }
        });
    return members;
  }

  Map<String, Setting> members() {
    if (!value.isObject()) {
      throw notAllowed(flat ? "keys below it" : "a JSON object");
    }
    Map<String, Setting> members = new LinkedHashMap<>();
    value
        .properties()
        .forEach(member -> members.put(member.getKey(), child(member.getKey(), member.getValue())));
    return members;
  }

  List<Setting> elements() {
    if (!value.isArray()) {
      throw notAllowed(flat ? "keys such as " + path + "[0]" : "a list");
    }
    List<Setting> elements = new ArrayList<>(value.size());
    value.forEach(
        element -> elements.add(new Setting(path + "[" + elements.size() + "]", element, flat)));
    return elements;
  }

  String[] texts() {
    if (flat && value.isString()) {
      String text = value.stringValue();
      return text.isBlank() ? new String[0] : text.strip().split("\\s*,\\s*", -1);
    }
    if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
      throw notAllowed("a list of texts such as [\"SERVER_001\", \"OPT_IDLE\"]");
    }
    return value.valueStream().map(JsonNode::stringValue).toArray(String[]::new);
  }

  String text() {
    if (!value.isString() || value.stringValue().isBlank()) {
      throw notAllowed("a text");
    }
    return value.stringValue();
  }

  Duration duration() {
    Matcher matcher = DURATION.matcher(textOrNothing());
    if (!matcher.matches()) {
      throw notAllowed("a number with ms, s, m, h or d, such as \"10s\"");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  LocalDate date() {
    String text = textOrNothing();
    try {
      if (DATE.matcher(text).matches()) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeException e) {
      // Such as the 31st of February; said below.
    }
    throw notAllowed("a date such as \"2027-01-31\"");
  }

  long wholeNumber() {
    if (flat && WHOLE_NUMBER.matcher(textOrNothing()).matches()) {
      return Long.parseLong(textOrNothing());
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw notAllowed("a whole number from 1 to 1,000,000");
    }
    return value.longValue();
  }

  boolean flag() {
    if (flat && (textOrNothing().equals("true") || textOrNothing().equals("false"))) {
      return textOrNothing().equals("true");
    }
    if (!value.isBoolean()) {
      throw notAllowed("true or false");
    }
    return value.booleanValue();
  }

  Severity severity() {
    String name = textOrNothing();
    if (!SEVERITIES.contains(name)) {
      throw notAllowed("info, warning or critical" + Nearest.hint(name, SEVERITIES));
    }
    return Severity.valueOf(name.toUpperCase(Locale.ROOT));
  }

  EntityPattern pattern() {
    if (flat) {
      return CompactPattern.parse(path, text());
    }
    EntityPattern pattern = EntityPattern.ANY;
    for (Map.Entry<String, Setting> each : members(EntityPattern.KEYS).entrySet()) {
      Setting name = each.getValue();
      if (!name.value.isString()) {
        throw name.notAllowed("a name or a pattern such as ORDERS_*");
      }
      pattern = pattern.with(name.path, each.getKey(), name.value.stringValue());
    }
    if (pattern.equals(EntityPattern.ANY)) {
      throw new ConfigException(
          path + ": is empty; give at least one of " + String.join(", ", EntityPattern.KEYS));
    }
    return pattern;
  }

  /** The value of a parameter. A dot in a name of flat properties is not the end of the name. */
  Object plain() {
    if (flat && value.isObject()) {
      Map<String, Object> names = new LinkedHashMap<>();
      flatten("", value, names);
      return names;
    }
    if (value.isNull()) {
      throw notAllowed("a number, true or false, a text, a list or an object");
    }
    return MAPPER.treeToValue(value, Object.class);
  }

  private static void flatten(String name, JsonNode node, Map<String, Object> names) {
    node.properties()
        .forEach(
            member -> {
              String key = name + member.getKey();
              if (member.getValue().isObject()) {
                flatten(key + ".", member.getValue(), names);
              } else {
                names.put(key, MAPPER.treeToValue(member.getValue(), Object.class));
              }
            });
  }

  private String textOrNothing() {
    return value.isString() ? value.stringValue() : "";
  }

  private ConfigException notAllowed(String allowed) {
    String shown =
        value.isContainer() || value.isMissingNode()
            ? value.getNodeType().toString()
            : value.isNull() ? "null" : value.asString();
    return new ConfigException(
        "%s: %s is not allowed; %s"
            .formatted(
                path.isEmpty() ? "the configuration" : path,
                shown.isBlank() ? '"' + Shown.of(shown) + '"' : Shown.of(shown),
                allowed));
  }

  ConfigException missing(String key, String what) {
    return new ConfigException("%s.%s: is missing; %s".formatted(path, key, what));
  }

  static ConfigException unknownKey(String path, String key, Collection<String> known) {
    return new ConfigException(
        "%s: there is no such key; known are %s%s"
            .formatted(path, String.join(", ", known), Nearest.hint(key, known)));
  }
}
