// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Severity;
import java.io.Reader;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a configuration from JSON, or from flat properties that were made a tree. */
final class ConfigReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<String> KEYS =
      List.of(
          "only",
          "skip",
          "timeBudget",
          "maxFindings",
          "window",
          "checks",
          "suppressions",
          "metadataSuppressions");
  private static final List<String> CHECK_KEYS =
      List.of("enabled", "severity", "parameters", "for");
  private static final List<String> OVERRIDE_KEYS = List.of("match", "severity", "parameters");
  private static final List<String> SUPPRESSION_KEYS = List.of("code", "match", "reason", "until");

  private ConfigReader() {}

  static AuditConfig read(Reader json) {
    return read(new Setting("", parse(json), false));
  }

  static AuditConfig read(Map<String, String> properties, String prefix) {
    return read(new Setting(prefix, PropertyTree.of(properties, prefix), true));
  }

  private static AuditConfig read(Setting root) {
    AuditConfig.Builder config = AuditConfig.builder().at(root.path());
    root.members(KEYS)
        .forEach(
            (key, value) -> {
              switch (key) {
                case "only" -> config.only(value.texts());
                case "skip" -> config.skip(value.texts());
                case "timeBudget" -> config.timeBudget(value.duration());
                case "window" -> config.window(value.duration());
                case "maxFindings" -> config.maxFindings(value.wholeNumber());
                case "checks" ->
                    value.members().forEach((code, each) -> config.check(code, settings(each)));
                case "suppressions" ->
                    value.elements().forEach(each -> config.suppress(suppression(each)));
                default -> config.metadataSuppressions(value.flag());
              }
            });
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

  private static CheckSettings settings(Setting check) {
    CheckSettings settings = CheckSettings.NONE;
    for (Map.Entry<String, Setting> entry : check.members(CHECK_KEYS).entrySet()) {
      Setting value = entry.getValue();
      switch (entry.getKey()) {
        case "enabled" -> settings = settings.withEnabled(value.flag());
        case "severity" -> settings = settings.withSeverity(value.severity());
        case "parameters" -> {
          for (Map.Entry<String, Object> each : parameters(value).entrySet()) {
            settings = settings.withParameter(each.getKey(), each.getValue());
          }
        }
        default -> {
          for (Setting each : value.elements()) {
            settings = settings.withOverride(override(each));
          }
        }
      }
    }
    return settings;
  }

  private static CheckOverride override(Setting override) {
    Map<String, Setting> members = override.members(OVERRIDE_KEYS);
    Setting severity = members.get("severity");
    Setting parameters = members.get("parameters");
    Setting match = members.get("match");
    if (match == null) {
      throw override.missing("match", "say which entities it is for");
    }
    @Nullable Severity given = severity == null ? null : severity.severity();
    return new CheckOverride(
        match.pattern(), given, parameters == null ? Map.of() : parameters(parameters));
  }

  private static Map<String, Object> parameters(Setting parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.members().forEach((key, value) -> values.put(key, value.plain()));
    return values;
  }

  private static Suppression suppression(Setting suppression) {
    Map<String, Setting> members = suppression.members(SUPPRESSION_KEYS);
    Setting match = members.get("match");
    String code = required(suppression, members, "code", "name a check or a family").text();
    EntityPattern pattern = match == null ? EntityPattern.ANY : match.pattern();
    String reason =
        required(suppression, members, "reason", "say why the findings are accepted").text();
    LocalDate until =
        required(suppression, members, "until", "give the last day on which it holds").date();
    return new Suppression(code, pattern, reason, until);
  }

  private static Setting required(
      Setting parent, Map<String, Setting> members, String key, String what) {
    Setting member = members.get(key);
    if (member == null) {
      throw parent.missing(key, what);
    }
    return member;
  }
}
