// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what does not count, and why. */
final class JsonAccepted {

  private JsonAccepted() {}

  static void write(JsonGenerator json, AcceptedFindings accepted) {
    json.writeArrayPropertyStart("accepted");
    for (AcceptedFinding each : accepted.findings()) {
      Acceptance by = each.by();
      json.writeStartObject();
      JsonReport.members(json, each.finding());
      json.writeObjectPropertyStart("acceptedBy");
      json.writeStringProperty("origin", JsonReport.word(by.origin()));
      terms(json, by.rule(), by.reason(), by.until());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("suppressionNotices");
    for (SuppressionNotice each : accepted.notices()) {
      json.writeStartObject();
      json.writeStringProperty("state", JsonReport.word(each.state()));
      terms(json, each.rule(), each.reason(), each.until());
      json.writeStringProperty("detail", each.detail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void terms(
      JsonGenerator json, String rule, String reason, @Nullable LocalDate until) {
    json.writeStringProperty("rule", rule);
    json.writeStringProperty("reason", reason);
    if (until != null) {
      json.writeStringProperty("until", until.toString());
    }
  }
}
