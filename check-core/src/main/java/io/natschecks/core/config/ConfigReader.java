// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Severity;
import java.io.Reader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a configuration from JSON. */
final class ConfigReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> KEYS =
      List.of("only", "skip", "timeBudget", "maxFindings", "window", "checks");
  private static final List<String> CHECK_KEYS = List.of("enabled", "severity", "parameters");
  private static final List<String> SEVERITIES = List.of("info", "warning", "critical");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private ConfigReader() {}

  static AuditConfig read(Reader json) {
    JsonNode root = parse(json);
    AuditConfig.Builder config = AuditConfig.builder();
    for (Map.Entry<String, JsonNode> entry : members("the configuration", root).entrySet()) {
      JsonNode value = entry.getValue();
      switch (entry.getKey()) {
        case "only" -> config.only(texts("only", value));
        case "skip" -> config.skip(texts("skip", value));
        case "timeBudget" -> config.timeBudget(duration("timeBudget", value));
        case "window" -> config.window(duration("window", value));
        case "maxFindings" -> config.maxFindings(wholeNumber("maxFindings", value));
        case "checks" ->
            members("checks", value)
                .forEach((code, settings) -> config.check(code, settings(code, settings)));
        default -> throw unknownKey("", entry.getKey(), KEYS);
      }
    }
    return config.build();
  }

  private static JsonNode parse(Reader json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      // Its message can quote what stands there, which may be a secret put in the wrong file.
      TokenStreamLocation at = e.getLocation();
      throw new ConfigException(
          at == null
              ? "the configuration cannot be read"
              : "the configuration is no JSON: line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  private static CheckSettings settings(String code, JsonNode node) {
    String path = "checks." + ConfigValidator.shown(code);
    CheckSettings settings = CheckSettings.NONE;
    for (Map.Entry<String, JsonNode> entry : members(path, node).entrySet()) {
      String key = path + "." + entry.getKey();
      JsonNode value = entry.getValue();
      switch (entry.getKey()) {
        case "enabled" -> settings = settings.withEnabled(flag(key, value));
        case "severity" -> settings = settings.withSeverity(severity(key, value));
        case "parameters" -> {
          for (Map.Entry<String, JsonNode> parameter : members(key, value).entrySet()) {
            settings = settings.withParameter(parameter.getKey(), plain(parameter.getValue()));
          }
        }
        default -> throw unknownKey(path + ": ", entry.getKey(), CHECK_KEYS);
      }
    }
    return settings;
  }

  private static Map<String, JsonNode> members(String key, JsonNode node) {
    if (!node.isObject()) {
      throw notAllowed(key, node, "a JSON object");
    }
    Map<String, JsonNode> members = new LinkedHashMap<>();
    node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  private static String[] texts(String key, JsonNode node) {
    if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
      throw notAllowed(key, node, "a list of texts such as [\"SERVER_001\", \"OPT_IDLE\"]");
    }
    return node.valueStream().map(JsonNode::stringValue).toArray(String[]::new);
  }

  private static Duration duration(String key, JsonNode node) {
    Matcher matcher = DURATION.matcher(node.isString() ? node.stringValue() : "");
    if (!matcher.matches()) {
      throw notAllowed(key, node, "a number with ms, s, m, h or d, such as \"10s\"");
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

  private static long wholeNumber(String key, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw notAllowed(key, node, "a whole number from 1 to 1,000,000");
    }
    return node.longValue();
  }

  private static boolean flag(String key, JsonNode node) {
    if (!node.isBoolean()) {
      throw notAllowed(key, node, "true or false");
    }
    return node.booleanValue();
  }

  private static Severity severity(String key, JsonNode node) {
    String name = node.isString() ? node.stringValue() : "";
    for (Severity severity : Severity.values()) {
      if (severity.name().equalsIgnoreCase(name)) {
        return severity;
      }
    }
    throw notAllowed(key, node, "info, warning or critical" + Nearest.hint(name, SEVERITIES));
  }

  private static Object plain(JsonNode node) {
    Object value = MAPPER.treeToValue(node, Object.class);
    return value == null ? "null" : value;
  }

  private static ConfigException notAllowed(String key, JsonNode node, String allowed) {
    String value =
        node.isContainer() || node.isMissingNode()
            ? node.getNodeType().toString()
            : node.asString();
    return new ConfigException(
        key + ": " + ConfigValidator.shown(value) + " is not allowed; " + allowed);
  }

  private static ConfigException unknownKey(String path, String key, List<String> known) {
    return new ConfigException(
        "%sthere is no key %s; known are %s%s"
            .formatted(
                path,
                ConfigValidator.shown(key),
                String.join(", ", known),
                Nearest.hint(key, known)));
  }
}
