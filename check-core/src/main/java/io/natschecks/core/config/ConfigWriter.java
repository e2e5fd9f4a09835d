// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Severity;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes a configuration as the JSON that it can be read from. */
final class ConfigWriter {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long SECOND = 1_000;

  private ConfigWriter() {}

  static String write(AuditConfig config) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      json.writeStartObject();
      texts(json, "only", config.only());
      texts(json, "skip", config.skip());
      json.writeStringProperty("timeBudget", duration(config.timeBudget()));
      json.writeNumberProperty("maxFindings", config.maxFindings());
      json.writeStringProperty("window", duration(config.window()));
      json.writeObjectPropertyStart("checks");
      config.checks().forEach((code, settings) -> check(json, code, settings));
      json.writeEndObject();
      json.writeArrayPropertyStart("suppressions");
      config.suppressions().forEach(each -> suppression(json, each));
      json.writeEndArray();
      json.writeBooleanProperty("metadataSuppressions", config.metadataSuppressions());
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void check(JsonGenerator json, String code, CheckSettings settings) {
    json.writeObjectPropertyStart(code);
    if (settings.enabled() != null) {
      json.writeBooleanProperty("enabled", settings.enabled());
    }
    values(json, settings.severity(), settings.parameters());
    if (!settings.overrides().isEmpty()) {
      json.writeArrayPropertyStart("for");
      for (CheckOverride each : settings.overrides()) {
        json.writeStartObject();
        match(json, each.match());
        values(json, each.severity(), each.parameters());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void values(
      JsonGenerator json, @Nullable Severity severity, Map<String, Object> parameters) {
    if (severity != null) {
      json.writeStringProperty("severity", severity.name().toLowerCase(Locale.ROOT));
    }
    if (!parameters.isEmpty()) {
      json.writePOJOProperty("parameters", parameters);
    }
  }

  private static void suppression(JsonGenerator json, Suppression suppression) {
    json.writeStartObject();
    json.writeStringProperty("code", suppression.code());
    if (!suppression.match().equals(EntityPattern.ANY)) {
      match(json, suppression.match());
    }
    json.writeStringProperty("reason", suppression.reason());
    json.writeStringProperty("until", suppression.until().toString());
    json.writeEndObject();
  }

  private static void match(JsonGenerator json, EntityPattern match) {
    json.writeObjectPropertyStart("match");
    match.patterns().forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static String duration(Duration duration) {
    long millis = duration.toMillis();
    return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
  }
}
