// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.Finding;
import io.natschecks.api.Forecast;
import io.natschecks.api.Gap;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.core.registry.LoadProblem;
import io.natschecks.core.text.VisibleEscapes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a report as one JSON document. Its form is published as a JSON Schema beside this class,
 * {@code report.schema.json}; within a version of the schema, members are only added.
 *
 * @since 0.1
 */
public final class JsonReport {

  /** The version of the document's form. */
  public static final String SCHEMA = "natschecks-report-1";

  /** Writes documents that play no tricks on who reads them at a terminal. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .characterEscapes(new VisibleEscapes())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private JsonReport() {}

  /**
   * Formats a report.
   *
   * @param report the report
   * @return the document
   */
  public static String format(AuditReport report) {
    StringWriter writer = new StringWriter();
    document(report, writer);
    return writer.toString();
  }

  /**
   * Writes a report.
   *
   * @param report the report
   * @param out where to; flushed, not closed
   * @throws IOException if that fails
   */
  public static void write(AuditReport report, Writer out) throws IOException {
    try {
      document(report, out);
    } catch (JacksonException e) {
      throw new IOException("the report cannot be written", e);
    }
  }

  private static void document(AuditReport report, Writer out) {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      json.writeStringProperty("takenAt", report.takenAt().toString());
      optional(json, "previousAt", report.previousAt());
      json.writeStringProperty("source", report.source());
      json.writeNumberProperty("snapshotMs", report.snapshotDuration().toMillis());
      json.writeNumberProperty("durationMs", report.duration().toMillis());
      json.writeStringProperty("health", word(report.health()));
      counts(json, report);
      findings(json, "findings", report.findings());
      findings(json, "resolved", report.resolved());
      findings(json, "unconfirmed", report.unconfirmed());
      JsonAccepted.write(json, report.accepted());
      forecasts(json, report);
      history(json, report.history());
      json.writeArrayPropertyStart("checks");
      report.checks().forEach(each -> check(json, each));
      json.writeEndArray();
      coverage(json, report);
      servers(json, report);
      silentServers(json, report.silentServers());
      problems(json, report.problems());
      json.writeEndObject();
    }
  }

  private static void counts(JsonGenerator json, AuditReport report) {
    json.writeObjectPropertyStart("counts");
    json.writeNumberProperty("findings", report.findingCount());
    json.writeNumberProperty("accepted", report.accepted().count());
    for (Severity severity : Severity.values()) {
      json.writeNumberProperty(word(severity), report.count(severity));
    }
    for (CheckResult.Status status : CheckResult.Status.values()) {
      json.writeNumberProperty(word(status), report.count(status));
    }
    json.writeEndObject();
  }

  private static void findings(JsonGenerator json, String name, List<AuditedFinding> findings) {
    json.writeArrayPropertyStart(name);
    for (AuditedFinding each : findings) {
      json.writeStartObject();
      members(json, each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void members(JsonGenerator json, AuditedFinding each) {
    Finding finding = each.finding();
    describe(json, each.check());
    json.writeStringProperty("severity", word(finding.severity()));
    json.writeStringProperty("key", finding.key());
    entity(json, finding.entity());
    json.writeStringProperty("message", finding.message());
    JsonEvidence.write(json, finding.evidence());
    json.writeStringProperty("state", word(each.state()));
    json.writeStringProperty("since", each.since().toString());
    json.writeNumberProperty("times", each.times());
    if (each.before() != null) {
      json.writeStringProperty("before", word(each.before()));
    }
    json.writeBooleanProperty("flapping", each.flapping());
    texts(json, "causes", each.causes());
    json.writeStringProperty("remediation", each.check().remediation());
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void describe(JsonGenerator json, CheckDescriptor check) {
    json.writeStringProperty("code", check.code());
    json.writeStringProperty("title", check.title());
    json.writeStringProperty("kind", word(check.kind()));
    json.writeStringProperty("category", word(check.category()));
  }

  private static void forecasts(JsonGenerator json, AuditReport report) {
    json.writeArrayPropertyStart("forecasts");
    Map<String, CheckDescriptor> checks =
        report.checks().stream()
            .collect(Collectors.toMap(each -> each.check().code(), CheckOutcome::check));
    for (Forecast forecast : report.forecasts()) {
      json.writeStartObject();
      describe(json, Objects.requireNonNull(checks.get(forecast.code())));
      json.writeStringProperty("severity", word(forecast.severity()));
      json.writeStringProperty("key", forecast.key());
      entity(json, forecast.entity());
      json.writeStringProperty("at", forecast.at().toString());
      json.writeStringProperty("message", forecast.message());
      JsonEvidence.write(json, forecast.evidence());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void history(JsonGenerator json, AuditHistory history) {
    json.writeObjectPropertyStart("history");
    json.writeNumberProperty("windowMs", history.window().toMillis());
    json.writeNumberProperty("snapshots", history.seen().snapshots());
    optional(json, "first", history.seen().first());
    optional(json, "last", history.seen().last());
    json.writeNumberProperty("longestGapMs", history.seen().longestGap().toMillis());
    optional(json, "store", history.store());
    optional(json, "problem", history.problem());
    json.writeEndObject();
  }

  private static void entity(JsonGenerator json, Entity entity) {
    json.writeObjectPropertyStart("entity");
    json.writeStringProperty("type", entity.type().label());
    json.writeStringProperty("key", entity.key());
    json.writeStringProperty("label", entity.label());
    entity.parts().forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private static void check(JsonGenerator json, CheckOutcome outcome) {
    CheckDescriptor check = outcome.check();
    CheckResult result = outcome.result();
    json.writeStartObject();
    describe(json, check);
    json.writeStringProperty("status", word(result.status()));
    if (result.skipReason() != null) {
      json.writeStringProperty("reason", word(result.skipReason()));
    }
    json.writeStringProperty("detail", result.detail());
    json.writeNumberProperty("findings", result.findingCount());
    json.writeNumberProperty("lookedAt", result.lookedAt());
    json.writeNumberProperty("notLookedAt", result.notLookedAt());
    json.writeArrayPropertyStart("gaps");
    for (Gap gap : result.gaps()) {
      json.writeStartObject();
      json.writeStringProperty("subject", gap.subject());
      json.writeStringProperty("reason", word(gap.reason()));
      json.writeStringProperty("detail", gap.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("durationMs", millis(outcome.duration()));
    json.writeEndObject();
  }

  private static void coverage(JsonGenerator json, AuditReport report) {
    json.writeObjectPropertyStart("coverage");
    for (Section section : Section.values()) {
      json.writeObjectPropertyStart(section.name());
      entry(json, report.coverage().of(section));
      json.writeObjectPropertyStart("exceptions");
      report
          .coverage()
          .exceptions(section)
          .forEach(
              (server, entry) -> {
                json.writeObjectPropertyStart(server);
                entry(json, entry);
                json.writeEndObject();
              });
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void entry(JsonGenerator json, Coverage.Entry entry) {
    json.writeStringProperty("status", word(entry.status()));
    json.writeStringProperty("detail", entry.detail());
  }

  private static void servers(JsonGenerator json, AuditReport report) {
    json.writeArrayPropertyStart("servers");
    for (Entity.Server server : report.servers()) {
      json.writeStartObject();
      json.writeStringProperty("id", server.id());
      json.writeStringProperty("name", server.name());
      json.writeStringProperty("cluster", server.cluster());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void silentServers(JsonGenerator json, List<SilentServer> servers) {
    json.writeArrayPropertyStart("silentServers");
    for (SilentServer server : servers) {
      json.writeStartObject();
      json.writeStringProperty("name", server.name());
      optional(json, "id", server.id());
      optional(json, "cluster", server.cluster());
      json.writeStringProperty("reason", server.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void problems(JsonGenerator json, List<LoadProblem> problems) {
    json.writeArrayPropertyStart("problems");
    for (LoadProblem problem : problems) {
      json.writeStartObject();
      json.writeStringProperty("subject", problem.subject());
      json.writeStringProperty("reason", problem.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void optional(JsonGenerator json, String name, @Nullable Object value) {
    if (value != null) {
      json.writeStringProperty(name, value.toString());
    }
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
