// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Display;
import io.natschecks.api.Severity;
import io.natschecks.core.config.ConfigException;
import io.natschecks.core.text.PlainText;
import io.natschecks.core.text.VisibleEscapes;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document form of a baseline. */
final class BaselineJson {

  private static final Set<String> KEYS = Set.of("schema", "takenAt", "findings");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .characterEscapes(new VisibleEscapes())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BaselineJson() {}

  static void write(Baseline baseline, Writer out) throws IOException {
    ObjectWriteContext lines =
        new ObjectWriteContext.Base() {
          @Override
          public DefaultPrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
          }
        };
    try (JsonGenerator json = FACTORY.createGenerator(lines, out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", Baseline.SCHEMA);
      json.writeStringProperty("takenAt", baseline.takenAt().toString());
      json.writeObjectPropertyStart("findings");
      baseline
          .findings()
          .forEach((key, severity) -> json.writeStringProperty(key, JsonReport.word(severity)));
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonException e) {
      throw new IOException("the baseline cannot be written", e);
    }
  }

  static Baseline read(Reader json) {
    JsonNode root = parse(json);
    if (!root.isObject() || !root.path("schema").asString("").equals(Baseline.SCHEMA)) {
      throw new ConfigException(
          "the baseline is not one that can be read here: its schema is not " + Baseline.SCHEMA);
    }
    Set<String> unknown = new TreeSet<>(root.propertyNames());
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty() || !root.path("findings").isObject()) {
      throw new ConfigException(
          "the baseline: known keys are schema, takenAt and findings, a JSON object");
    }
    Map<String, Severity> findings = new HashMap<>();
    root.path("findings")
        .properties()
        .forEach(each -> findings.put(each.getKey(), severity(each.getKey(), each.getValue())));
    return new Baseline(time(root.path("takenAt").asString("")), findings);
  }

  private static JsonNode parse(Reader json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      throw new ConfigException(
          at == null
              ? "the baseline cannot be read"
              : "the baseline is no JSON: line %d, column %d"
                  .formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ConfigException(
          "takenAt: %s is not allowed; a time such as 2026-11-21T08:00:00Z".formatted(shown(text)));
    }
  }

  private static Severity severity(String key, JsonNode value) {
    return Arrays.stream(Severity.values())
        .filter(each -> value.isString() && JsonReport.word(each).equals(value.stringValue()))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "findings.%s: %s is not allowed; info, warning or critical"
                        .formatted(shown(key), shown(value.asString("no text")))));
  }

  private static String shown(String text) {
    return '"' + PlainText.oneLine(Display.nkeys(text), 200) + '"';
  }
}
