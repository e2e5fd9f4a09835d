// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.Auditor;
import io.natschecks.core.FakeCheck;
import io.natschecks.core.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

  private static final Schema SCHEMA = schema();

  @Test
  void aReportWithEverythingFitsTheSchema() {
    assertThat(errors(JsonReport.format(Reports.full()))).isEmpty();
  }

  @Test
  void aReportWithNothingFitsTheSchema() {
    assertThat(errors(JsonReport.format(Reports.empty()))).isEmpty();
  }

  @Test
  void aReportOfARealAuditFitsTheSchema() throws Exception {
    try (Auditor auditor =
        Auditor.builder()
            .checks(
                List.of(
                    FakeCheck.findingServers("ACME_001", "bad"),
                    FakeCheck.passing("ACME_002"),
                    FakeCheck.of("ACME_003", context -> null),
                    new FakeCheck(FakeCheck.describe("ACME_004").needsPrevious().build(), null)))
            .build()) {
      Snapshot snapshot = Snapshots.at(0, "bad1", "bad2", "good");
      assertThat(errors(JsonReport.format(auditor.audit(snapshot)))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schema\":\"natschecks-report-1\",",
        "{\"surprise\":1,",
      })
  void theSchemaIsStrict(String start) {
    String report = JsonReport.format(Reports.full());
    String broken =
        start.contains("surprise")
            ? report.replaceFirst("\\{", start)
            : report.replace("\"takenAt\":", "\"taken\":");

    assertThat(errors(broken)).isNotEmpty();
  }

  @Test
  void theSchemaIsStrictInsideEveryMember() {
    String report = JsonReport.format(Reports.full());

    for (String member :
        List.of("\"role\":", "\"stream\":", "\"notLookedAt\":", "\"exceptions\":", "\"since\":")) {
      assertThat(report).contains(member);
      assertThat(errors(report.replace(member, "\"surprise\":1," + member)))
          .as(member)
          .isNotEmpty();
    }
  }

  @Test
  void saysWhatAProgramNeedsToKnow() {
    JsonNode report = new JsonMapper().readTree(JsonReport.format(Reports.full()));

    assertThat(report.at("/schema").asString()).isEqualTo(JsonReport.SCHEMA);
    assertThat(report.at("/health").asString()).isEqualTo("critical");
    assertThat(report.at("/counts/findings").asInt()).isEqualTo(41);
    assertThat(report.at("/findings/0").toString())
        .isEqualTo(
            "{\"code\":\"ACME_001\",\"title\":\"Title of ACME_001\",\"kind\":\"operational\","
                + "\"category\":\"health\",\"severity\":\"critical\","
                + "\"key\":\"ACME_001 stream//ACME/ORDERS\","
                + "\"entity\":{\"type\":\"stream\",\"key\":\"stream//ACME/ORDERS\","
                + "\"label\":\"stream ACME/ORDERS\","
                + "\"account\":\"ACME\",\"stream\":\"ORDERS\"},"
                + "\"message\":\"stream ACME/ORDERS: 2 of 3 replicas are offline (limit 0)\","
                + "\"evidence\":["
                + "{\"name\":\"offline\",\"role\":\"observed\",\"type\":\"count\",\"value\":2,"
                + "\"unit\":\"replicas\"},"
                + "{\"name\":\"limit\",\"role\":\"limit\",\"type\":\"measure\",\"value\":0.5,"
                + "\"unit\":\"ratio\"},"
                + "{\"name\":\"odd\",\"role\":\"context\",\"type\":\"measure\",\"value\":null,"
                + "\"unit\":\"percent\"},"
                + "{\"name\":\"stream\",\"role\":\"context\",\"type\":\"text\","
                + "\"value\":\"ORDERS\"},"
                + "{\"name\":\"servers\",\"role\":\"context\",\"type\":\"texts\","
                + "\"value\":[\"ORDERS\"],\"total\":30},"
                + "{\"name\":\"seen\",\"role\":\"context\",\"type\":\"time\","
                + "\"value\":\"2026-03-01T03:14:07.500Z\"},"
                + "{\"name\":\"for\",\"role\":\"context\",\"type\":\"duration\",\"value\":1.5,"
                + "\"unit\":\"seconds\"},"
                + "{\"name\":\"sealed\",\"role\":\"context\",\"type\":\"flag\",\"value\":true}],"
                + "\"state\":\"ongoing\",\"since\":\"2026-03-01T02:59:02.500Z\","
                + "\"times\":16,\"before\":\"warning\","
                + "\"flapping\":true,\"causes\":[],\"remediation\":\"Mend ACME_001.\"}");
    assertThat(report.at("/checks/3/reason").asString()).isEqualTo("refused");
    assertThat(report.at("/coverage/VARZ/exceptions/ID-n2/status").asString())
        .isEqualTo("timed-out");
    assertThat(report.at("/silentServers/1/id").asString()).isEqualTo("ID-n4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u009b31m\u007f",
        "\u202e\u2066\u200b",
        "\"}],\n\u2028",
        "\ud800 half",
        "half \udfff",
        "Käse 数据 😀",
      })
  void hostileNamesComeThroughWholeAndPlayNoTricks(String name) throws CharacterCodingException {
    String document = JsonReport.format(Reports.named(name, name));

    assertThat(errors(document)).isEmpty();
    assertThat(new JsonMapper().readTree(document).at("/findings/0/entity/stream").asString())
        .isEqualTo(name);
    assertThat(document.chars())
        .allMatch(each -> each >= ' ' && each != 0x7f && !Character.isISOControl(each))
        .noneMatch(each -> Character.getType(each) == Character.FORMAT);
    ByteBuffer bytes =
        StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(document));
    assertThat(bytes.hasRemaining()).isTrue();
  }

  @Test
  void leavesTheWriterOpen() throws IOException {
    StringWriter writer =
        new StringWriter() {
          @Override
          public void close() {
            throw new IllegalStateException("closed");
          }
        };
    JsonReport.write(Reports.empty(), writer);

    assertThat(writer.toString()).isEqualTo(JsonReport.format(Reports.empty()));
  }

  private static List<Error> errors(String document) {
    return SCHEMA.validate(document, InputFormat.JSON);
  }

  private static Schema schema() {
    try (InputStream json = JsonReport.class.getResourceAsStream("report.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
