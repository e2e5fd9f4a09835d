// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.core.report.ReportDiff.Added;
import io.natschecks.core.report.ReportDiff.Blinded;
import io.natschecks.core.report.ReportDiff.Changed;
import io.natschecks.core.report.ReportDiff.ChangedValue;
import io.natschecks.core.report.ReportDiff.Untold;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes as one JSON document how two reports differ. Its form is published as a JSON Schema beside
 * this class, {@code diff.schema.json}; within a version of the schema, members are only added.
 *
 * @since 0.1
 */
public final class JsonDiff {

  /** The version of the document's form. */
  public static final String SCHEMA = "natschecks-diff-1";

  private JsonDiff() {}

  /**
   * Formats a comparison.
   *
   * @param diff the comparison
   * @return the document
   */
  public static String format(ReportDiff diff) {
    StringWriter writer = new StringWriter();
    document(diff, writer);
    return writer.toString();
  }

  /**
   * Writes a comparison.
   *
   * @param diff the comparison
   * @param out where to; flushed, not closed
   * @throws IOException if that fails
   */
  public static void write(ReportDiff diff, Writer out) throws IOException {
    try {
      document(diff, out);
    } catch (JacksonException e) {
      throw new IOException("the comparison cannot be written", e);
    }
  }

  private static void document(ReportDiff diff, Writer out) {
    try (JsonGenerator json = JsonReport.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      report(json, "before", diff.before());
      report(json, "after", diff.after());
      json.writeBooleanProperty("complete", diff.isComplete());
      counts(json, diff);
      array(json, "new", diff.added(), each -> added(json, each));
      array(json, "changed", diff.changed(), each -> changed(json, each));
      array(json, "untold", diff.untold(), each -> untold(json, each));
      array(json, "accepted", diff.accepted(), each -> finding(json, each));
      array(json, "resolved", diff.resolved(), each -> finding(json, each));
      array(json, "blinded", diff.blinded(), each -> blinded(json, each));
      json.writeArrayPropertyStart("silenced");
      diff.silenced().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void report(JsonGenerator json, String name, StoredReport report) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("takenAt", report.takenAt().toString());
    json.writeStringProperty("source", report.source());
    json.writeStringProperty("health", JsonReport.word(report.health()));
    json.writeEndObject();
  }

  private static void counts(JsonGenerator json, ReportDiff diff) {
    json.writeObjectPropertyStart("counts");
    json.writeNumberProperty("new", diff.added().size());
    json.writeNumberProperty("changed", diff.changed().size());
    json.writeNumberProperty("worse", diff.changed().stream().filter(Changed::isWorse).count());
    json.writeNumberProperty("untold", diff.untold().size());
    json.writeNumberProperty("accepted", diff.accepted().size());
    json.writeNumberProperty("resolved", diff.resolved().size());
    json.writeNumberProperty("unchanged", diff.unchanged());
    json.writeEndObject();
  }

  private static <T> void array(JsonGenerator json, String name, List<T> all, Consumer<T> members) {
    json.writeArrayPropertyStart(name);
    for (T each : all) {
      json.writeStartObject();
      members.accept(each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void finding(JsonGenerator json, StoredFinding finding) {
    json.writeStringProperty("code", finding.code());
    json.writeStringProperty("title", finding.title());
    json.writeStringProperty("severity", JsonReport.word(finding.severity()));
    json.writeStringProperty("key", finding.key());
    json.writeStringProperty("entity", finding.label());
    json.writeStringProperty("message", finding.message());
    json.writeArrayPropertyStart("causes");
    finding.causes().forEach(json::writeString);
    json.writeEndArray();
  }

  private static void added(JsonGenerator json, Added added) {
    finding(json, added.finding());
    json.writeStringProperty("novelty", JsonReport.word(added.novelty()));
  }

  private static void changed(JsonGenerator json, Changed changed) {
    finding(json, changed.after());
    json.writeStringProperty("severityBefore", JsonReport.word(changed.before().severity()));
    json.writeStringProperty("messageBefore", changed.before().message());
    json.writeArrayPropertyStart("values");
    for (ChangedValue value : changed.values()) {
      json.writeStartObject();
      json.writeStringProperty("name", value.name());
      json.writeStringProperty("before", value.before());
      json.writeStringProperty("after", value.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void untold(JsonGenerator json, Untold untold) {
    finding(json, untold.finding());
    json.writeStringProperty("reason", untold.reason());
  }

  private static void blinded(JsonGenerator json, Blinded blinded) {
    json.writeStringProperty("code", blinded.code());
    json.writeStringProperty("reason", blinded.reason());
    json.writeBooleanProperty("owed", blinded.isOwed());
  }
}
