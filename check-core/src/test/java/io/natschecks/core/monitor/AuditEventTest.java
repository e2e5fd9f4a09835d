// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.natschecks.api.Severity;
import io.natschecks.core.monitor.AuditEvent.Type;
import io.natschecks.core.report.Health;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {

  private static final Instant NOW = Instant.parse("2026-03-01T03:14:07.5Z");

  private static final Schema SCHEMA = schema();

  @Property(tries = 300)
  void anyEventFitsTheSchemaAndIsReadAsItWas(
      @ForAll Type type,
      @ForAll String name,
      @ForAll Severity severity,
      @ForAll boolean flapping,
      @ForAll boolean changed)
      throws Exception {
    AuditEvent event = event(type, name, severity, changed ? Severity.INFO : null, flapping);
    byte[] json = event.toJson();

    assertThat(SCHEMA.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON))
        .isEmpty();
    assertThat(AuditEvent.fromJson(json)).isEqualTo(event);
  }

  @Test
  void isPlainJson() {
    assertThat(
            new String(
                event(Type.OPENED, "n1\u001b", Severity.CRITICAL, null, false).toJson(),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"schema\":\"natschecks-event-1\",\"id\":\"1f\",\"type\":\"opened\","
                + "\"time\":\"2026-03-01T03:14:07.500Z\",\"instance\":\"n1\\u001B\","
                + "\"finding\":{\"key\":\"ACME_001 server/hub/n1\\u001B\",\"code\":\"ACME_001\","
                + "\"title\":\"Title\",\"severity\":\"critical\","
                + "\"entity\":{\"type\":\"server\",\"key\":\"server/hub/n1\\u001B\"},"
                + "\"message\":\"n1\\u001B\",\"since\":\"2026-03-01T03:14:07.500Z\",\"times\":3,"
                + "\"flapping\":false,\"causes\":[\"META_001 n1\\u001B\"]}}");
  }

  @Test
  void membersOfLaterVersionsAreLeftOut() throws Exception {
    AuditEvent event = event(Type.OPENED, "n1", Severity.INFO, null, true);
    String later =
        new String(event.toJson(), StandardCharsets.UTF_8)
            .replace("\"key\":", "\"surprise\":{\"a\":[1]},\"key\":");

    assertThat(AuditEvent.fromJson(later.getBytes(StandardCharsets.UTF_8)).finding().code())
        .isEqualTo("ACME_001");
    assertThat(SCHEMA.validate(later, InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"schema\":\"natschecks-event-2\"}",
        "{\"schema\":\"natschecks-event-1\",\"id\":1}",
        "{\"schema\":\"natschecks-event-1\",\"id\":\"1\",\"type\":\"x\"}",
        "{\"schema\":\"natschecks-event-1\",\"id\":\"1\",\"type\":\"opened\",\"time\":\"x\"}",
        "{\"schema\":\"natschecks-event-1\",\"id\":\"1\",\"type\":\"opened\","
            + "\"time\":\"2026-03-01T03:14:07Z\",\"instance\":\"a\",\"finding\":7}",
      })
  void whatIsNoEventIsSaidToBeNone(String json) {
    assertThatThrownBy(() -> AuditEvent.fromJson(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("this is no event of NATS Checks");
  }

  private static AuditEvent event(
      Type type, String name, Severity severity, @Nullable Severity before, boolean flapping) {
    boolean found =
        switch (type) {
          case OPENED, ONGOING, SEVERITY_CHANGED, FLAPPING, RESOLVED, ACCEPTED -> true;
          case AUDITED, CANNOT_SEE, SEES_AGAIN -> false;
        };
    EventFinding finding =
        new EventFinding(
            "ACME_001 server/hub/" + name,
            "ACME_001",
            "Title",
            severity,
            before,
            entity(name),
            name,
            NOW,
            3,
            flapping,
            List.of("META_001 " + name));
    return new AuditEvent(
        "1f",
        type,
        NOW,
        name,
        found ? finding : null,
        type == Type.AUDITED ? Health.UNKNOWN : null,
        type == Type.CANNOT_SEE ? name : null);
  }

  private static Map<String, String> entity(String name) {
    Map<String, String> entity = new LinkedHashMap<>();
    entity.put("type", "server");
    entity.put("key", "server/hub/" + name);
    return entity;
  }

  private static Schema schema() {
    try (InputStream in =
        Objects.requireNonNull(AuditEvent.class.getResourceAsStream("event.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
