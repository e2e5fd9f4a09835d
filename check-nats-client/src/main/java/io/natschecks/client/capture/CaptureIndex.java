// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.client.reply.ServerRef;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The list of all that one of our archives holds: snapshots with answers and gaps. */
final class CaptureIndex {

  static final String NAME = "natschecks_capture";
  static final String PATH = "capture/misc/" + NAME + ".json";

  /** Grows when an older release would misread the index. */
  static final int VERSION = 1;

  private CaptureIndex() {}

  static List<RecordedSnapshot> read(byte[] json) throws IOException {
    return new CaptureIndexReader().read(json);
  }

  static void write(OutputStream out, List<RecordedSnapshot> snapshots) {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeNumberProperty("version", VERSION);
      json.writeArrayPropertyStart("snapshots");
      snapshots.forEach(snapshot -> write(json, snapshot));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, RecordedSnapshot snapshot) {
    json.writeStartObject();
    json.writeStringProperty("taken_at", snapshot.takenAt().toString());
    json.writeStringProperty("took", snapshot.took().toString());
    json.writeStringProperty("source", snapshot.source());
    json.writeArrayPropertyStart("sections");
    snapshot.sections().stream().sorted().forEach(section -> json.writeString(section.name()));
    json.writeEndArray();
    json.writeArrayPropertyStart("replies");
    snapshot.replies().forEach(reply -> write(json, reply));
    json.writeEndArray();
    json.writeArrayPropertyStart("gaps");
    snapshot.gaps().forEach(gap -> write(json, gap));
    json.writeEndArray();
    json.writeArrayPropertyStart("silent");
    snapshot.silentServers().forEach(server -> write(json, server));
    json.writeEndArray();
    json.writeArrayPropertyStart("services");
    snapshot.services().forEach(services -> TenantIndex.write(json, services));
    json.writeEndArray();
    if (snapshot.apiErrors() != null) {
      json.writeName("api_errors");
      TenantIndex.write(json, snapshot.apiErrors());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RecordedReply reply) {
    json.writeStartObject();
    json.writeStringProperty("path", reply.location());
    json.writeStringProperty("endpoint", reply.endpoint().name());
    writeServer(json, reply.server());
    writeIfThere(json, "account", reply.account());
    json.writeNumberProperty("page", reply.page());
    json.writeStringProperty("received_at", reply.receivedAt().toString());
    json.writeBooleanProperty("enveloped", reply.enveloped());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RecordedGap gap) {
    json.writeStartObject();
    if (gap.server() != null) {
      writeServer(json, gap.server());
    }
    json.writeStringProperty("section", gap.section().name());
    json.writeStringProperty("status", gap.status().name());
    json.writeStringProperty("detail", gap.detail());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SilentServer server) {
    json.writeStartObject();
    json.writeStringProperty("name", server.name());
    writeIfThere(json, "id", server.id());
    writeIfThere(json, "cluster", server.cluster());
    json.writeStringProperty("reason", server.reason());
    json.writeEndObject();
  }

  private static void writeServer(JsonGenerator json, ServerRef server) {
    json.writeObjectPropertyStart("server");
    json.writeStringProperty("id", server.id());
    json.writeStringProperty("name", server.name());
    writeIfThere(json, "cluster", server.cluster());
    json.writeEndObject();
  }

  private static void writeIfThere(JsonGenerator json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }
}
