// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The list of an archive's files with their tags, as {@code nats audit} has it. */
final class Manifest {

  static final String PATH = "capture/misc/manifest.json";

  private final Map<String, Map<String, String>> tags = new TreeMap<>();

  /** Files with their tags by label, sorted by path. */
  Map<String, Map<String, String>> files() {
    return Collections.unmodifiableMap(tags);
  }

  void add(String path, List<Tag> fileTags) {
    Map<String, String> byLabel = new LinkedHashMap<>();
    fileTags.forEach(tag -> byLabel.put(tag.label(), tag.value()));
    tags.put(path, byLabel);
  }

  static Manifest read(byte[] json) throws IOException {
    Manifest manifest = new Manifest();
    Json.document(
        json,
        (path, value) -> {
          Map<String, String> byLabel = new LinkedHashMap<>();
          Json.array(value, tag -> readTag(tag, byLabel));
          manifest.tags.putIfAbsent(path, byLabel);
        });
    return manifest;
  }

  private static void readTag(JsonParser tag, Map<String, String> byLabel) {
    @Nullable String[] labelAndValue = new String[2];
    Json.object(
        tag,
        (name, value) -> {
          switch (name) {
            case "Name" -> labelAndValue[0] = Json.text(value);
            case "Value" -> labelAndValue[1] = Json.text(value);
            default -> {}
          }
        });
    String label = labelAndValue[0];
    String text = labelAndValue[1];
    if (label != null && text != null) {
      byLabel.putIfAbsent(label, text);
    }
  }

  void write(OutputStream out) {
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      tags.forEach(
          (path, byLabel) -> {
            json.writeArrayPropertyStart(path);
            byLabel.forEach(
                (label, value) -> {
                  json.writeStartObject();
                  json.writeStringProperty("Name", label);
                  json.writeStringProperty("Value", value);
                  json.writeEndObject();
                });
            json.writeEndArray();
          });
      json.writeEndObject();
    }
  }
}
