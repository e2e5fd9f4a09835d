// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Entity;
import io.natschecks.api.SkipReason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one report, member by member, and no more of it than a comparison needs. */
final class StoredReportReader {

  /** More than a report with all the findings that are kept of all checks. */
  private static final long MOST_BYTES = 128L << 20;

  private static final long MOST_TOKENS = 20_000_000;
  private static final int DEEPEST = 20;
  private static final int LONGEST_TEXT = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MOST_BYTES)
                          .maxTokenCount(MOST_TOKENS)
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          // What follows a member is the next member.
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private String schema = "";
  private @Nullable Instant takenAt;
  private String source = "";
  private Health health = Health.UNKNOWN;
  private final List<StoredFinding> findings = new ArrayList<>();
  private final List<StoredFinding> unconfirmed = new ArrayList<>();
  private final List<StoredFinding> resolved = new ArrayList<>();
  private final List<StoredFinding> accepted = new ArrayList<>();
  private final Map<String, StoredCheck> checks = new LinkedHashMap<>();
  private final List<Entity.Server> servers = new ArrayList<>();
  private final Set<String> silentServers = new TreeSet<>();
  private final Set<String> members = new HashSet<>();

  StoredReport read(InputStream in) throws IOException {
    try (JsonParser json = MAPPER.createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new StoredReportException("holds no report of natschecks");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        members.add(name);
        member(name, json);
      }
      requireReport();
      if (json.nextToken() != null) {
        throw new StoredReportException("holds more than one report; give a file of one alone");
      }
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (StreamConstraintsException e) {
      throw new StoredReportException("is larger than any report", e);
    } catch (JacksonException e) {
      // Its message can quote what stands there.
      TokenStreamLocation at = e.getLocation();
      throw new StoredReportException(
          at == null
              ? "holds no JSON"
              : "holds no JSON: line " + at.getLineNr() + ", column " + at.getColumnNr(),
          e);
    }
    return new StoredReport(
        required(takenAt),
        source,
        health,
        findings,
        unconfirmed,
        resolved,
        accepted,
        checks,
        servers,
        silentServers);
  }

  private void requireReport() throws StoredReportException {
    if (!schema.equals(JsonReport.SCHEMA)) {
      throw new StoredReportException(
          schema.startsWith("natschecks-report-")
              ? "holds a report of another version of natschecks; this one knows "
                  + JsonReport.SCHEMA
              : "holds no report of natschecks");
    }
    for (String name : List.of("takenAt", "health", "findings", "unconfirmed", "checks")) {
      if (!members.contains(name)) {
        throw new StoredReportException("holds a report without " + name);
      }
    }
  }

  private void member(String name, JsonParser json) throws StoredReportException {
    try {
      switch (name) {
        case "schema" -> schema = StoredJson.text(tree(json));
        case "takenAt" -> takenAt = Instant.parse(StoredJson.text(tree(json)));
        case "source" -> source = StoredJson.text(tree(json));
        case "health" -> health = StoredJson.word(Health.class, tree(json));
        case "findings" -> each(json, node -> findings.add(StoredJson.finding(node)));
        case "unconfirmed" -> each(json, node -> unconfirmed.add(StoredJson.finding(node)));
        case "resolved" -> each(json, node -> resolved.add(StoredJson.finding(node)));
        case "accepted" -> each(json, node -> accepted.add(StoredJson.finding(node)));
        case "checks" -> each(json, this::check);
        case "servers" -> each(json, node -> servers.add(server(node)));
        case "silentServers" ->
            each(json, node -> silentServers.add(StoredJson.text(node, "name")));
        default -> json.skipChildren();
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new StoredReportException("holds a report that is damaged in " + name, e);
    }
  }

  private static void each(JsonParser json, Consumer<JsonNode> consumer) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("no array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      consumer.accept(tree(json));
    }
  }

  private static JsonNode tree(JsonParser json) {
    return MAPPER.readTree(json);
  }

  private static Entity.Server server(JsonNode node) {
    return new Entity.Server(
        StoredJson.text(node, "cluster"),
        StoredJson.text(node, "name"),
        StoredJson.text(node, "id"));
  }

  private void check(JsonNode node) {
    String code = StoredJson.text(node, "code");
    Set<String> gaps = new HashSet<>();
    StoredJson.array(node, "gaps").forEach(gap -> gaps.add(StoredJson.text(gap, "subject")));
    CheckResult.Status status = StoredJson.word(CheckResult.Status.class, node.path("status"));
    SkipReason reason =
        status == CheckResult.Status.SKIPPED
            ? StoredJson.word(SkipReason.class, node.path("reason"))
            : null;
    checks.put(
        code,
        new StoredCheck(
            code,
            status,
            reason,
            StoredJson.text(node, "detail"),
            StoredJson.count(node, "findings"),
            StoredJson.count(node, "notLookedAt"),
            gaps));
  }

  private static <T> T required(@Nullable T value) throws StoredReportException {
    if (value == null) {
      throw new StoredReportException("holds no report of natschecks");
    }
    return value;
  }
}
