// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Evidence;
import tools.jackson.core.JsonGenerator;

/** Writes evidence as an array of named values. */
final class JsonEvidence {

  private JsonEvidence() {}

  static void write(JsonGenerator json, Evidence evidence) {
    json.writeArrayPropertyStart("evidence");
    for (Evidence.Item item : evidence.items()) {
      json.writeStartObject();
      json.writeStringProperty("name", item.name());
      json.writeStringProperty("role", JsonReport.word(item.role()));
      value(json, item.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, Evidence.Value value) {
    if (value instanceof Evidence.Count count) {
      json.writeStringProperty("type", "count");
      json.writeNumberProperty("value", count.amount());
      json.writeStringProperty("unit", count.unit());
    } else if (value instanceof Evidence.Measure measure) {
      json.writeStringProperty("type", "measure");
      number(json, measure.amount());
      json.writeStringProperty("unit", measure.unit());
    } else if (value instanceof Evidence.Text text) {
      json.writeStringProperty("type", "text");
      json.writeStringProperty("value", text.text());
    } else if (value instanceof Evidence.Texts texts) {
      json.writeStringProperty("type", "texts");
      json.writeArrayPropertyStart("value");
      texts.first().forEach(json::writeString);
      json.writeEndArray();
      json.writeNumberProperty("total", texts.total());
    } else if (value instanceof Evidence.Time time) {
      json.writeStringProperty("type", "time");
      json.writeStringProperty("value", time.instant().toString());
    } else if (value instanceof Evidence.Span span) {
      json.writeStringProperty("type", "duration");
      number(json, span.length().toSeconds() + span.length().toNanosPart() / 1e9);
      json.writeStringProperty("unit", "seconds");
    } else if (value instanceof Evidence.Flag flag) {
      json.writeStringProperty("type", "flag");
      json.writeBooleanProperty("value", flag.value());
    }
  }

  /** JSON has no word for infinity or for what is no number. */
  private static void number(JsonGenerator json, double amount) {
    if (Double.isFinite(amount)) {
      json.writeNumberProperty("value", amount);
    } else {
      json.writeNullProperty("value");
    }
  }
}
