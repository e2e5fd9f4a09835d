// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.Severity;
import io.natschecks.core.report.Health;
import io.natschecks.core.text.VisibleEscapes;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON. */
final class JsonEvent {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().characterEscapes(new VisibleEscapes()).build();

  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonEvent() {}

  static byte[] write(AuditEvent event) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", AuditEvent.SCHEMA);
      json.writeStringProperty("id", event.id());
      json.writeStringProperty("type", event.type().word());
      json.writeStringProperty("time", event.time().toString());
      json.writeStringProperty("instance", event.instance());
      if (event.finding() != null) {
        finding(json, event.finding());
      }
      if (event.health() != null) {
        json.writeStringProperty("health", word(event.health()));
      }
      if (event.problem() != null) {
        json.writeStringProperty("problem", event.problem());
      }
      json.writeEndObject();
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void finding(JsonGenerator json, EventFinding finding) {
    json.writeObjectPropertyStart("finding");
    json.writeStringProperty("key", finding.key());
    json.writeStringProperty("code", finding.code());
    json.writeStringProperty("title", finding.title());
    json.writeStringProperty("severity", word(finding.severity()));
    if (finding.before() != null) {
      json.writeStringProperty("before", word(finding.before()));
    }
    json.writeObjectPropertyStart("entity");
    finding.entity().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeStringProperty("message", finding.message());
    json.writeStringProperty("since", finding.since().toString());
    json.writeNumberProperty("times", finding.times());
    json.writeBooleanProperty("flapping", finding.flapping());
    json.writeArrayPropertyStart("causes");
    finding.causes().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  static AuditEvent read(byte[] json) throws IOException {
    try {
      JsonNode event = MAPPER.readTree(json);
      if (!AuditEvent.SCHEMA.equals(text(event, "schema"))) {
        throw new IOException("this is no event of NATS Checks, or one of another version");
      }
      JsonNode finding = event.get("finding");
      String health = optional(event, "health");
      return new AuditEvent(
          text(event, "id"),
          valueOf(AuditEvent.Type.class, text(event, "type")),
          Instant.parse(text(event, "time")),
          text(event, "instance"),
          finding == null ? null : finding(finding),
          health == null ? null : valueOf(Health.class, health),
          optional(event, "problem"));
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new IOException("this is no event of NATS Checks", e);
    }
  }

  private static EventFinding finding(JsonNode finding) throws IOException {
    Map<String, String> entity = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> part : finding.path("entity").properties()) {
      entity.put(part.getKey(), part.getValue().asString(""));
    }
    List<String> causes = new ArrayList<>();
    finding.path("causes").forEach(each -> causes.add(each.asString("")));
    String before = optional(finding, "before");
    return new EventFinding(
        text(finding, "key"),
        text(finding, "code"),
        text(finding, "title"),
        valueOf(Severity.class, text(finding, "severity")),
        before == null ? null : valueOf(Severity.class, before),
        entity,
        text(finding, "message"),
        Instant.parse(text(finding, "since")),
        finding.path("times").asLong(1),
        finding.path("flapping").asBoolean(false),
        causes);
  }

  private static String text(JsonNode object, String name) throws IOException {
    String text = optional(object, name);
    if (text == null) {
      throw new IOException("this is no event of NATS Checks: it has no " + name);
    }
    return text;
  }

  private static @Nullable String optional(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value != null && value.isString() ? value.asString() : null;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E valueOf(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
