// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static io.natschecks.core.report.StoredReports.finding;
import static io.natschecks.core.report.StoredReports.report;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.natschecks.api.Finding;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people and programs are told of a comparison. */
class DiffWritersTest {

  private static final Finding NEW = finding("ACME_001", Severity.CRITICAL, "n2", 30);
  private static final Finding WAS = finding("ACME_001", Severity.WARNING, "n1", 20);
  private static final Finding IS = finding("ACME_001", Severity.CRITICAL, "n1", 40);
  private static final Finding GONE = finding("ACME_002", Severity.WARNING, "n1", 20);
  private static final Finding HIDDEN = finding("ACME_003", Severity.WARNING, "n1", 20);

  private static final ReportDiff FULL =
      ReportDiff.of(
          report()
              .judged("ACME_001", WAS)
              .judged("ACME_002", GONE)
              .judged("ACME_003", HIDDEN)
              .stored(),
          report()
              .at(Reports.NOW.plusSeconds(60))
              .judged("ACME_001", NEW, IS)
              .judged("ACME_002")
              .skipped("ACME_003", SkipReason.REFUSED, "no permission")
              .silent("n3")
              .stored());

  @Test
  void readsWellAtATerminal() {
    assertThat(TextDiff.plain().format(FULL))
        .isEqualTo(
            """
            1 new, 1 worse, 1 cannot be told, 1 resolved; not all was seen again
            before  2026-03-01T03:14:07Z  WARNING   test
            after   2026-03-01T03:15:07Z  CRITICAL  test

            NEW  not in the earlier report
              CRITICAL  ACME_001  server hub/n2: lags by 30

            CHANGED
              CRITICAL  ACME_001  server hub/n1: lags by 40
                was WARNING
                lag: 20 messages -> 40 messages

            CANNOT BE TOLD  found before, and not looked at again
              WARNING   ACME_003  server hub/n1: lags by 20
                the check was skipped: refused (no permission)

            RESOLVED
              WARNING   ACME_002  server hub/n1: lags by 20

            NOT SEEN ANY MORE
              server n3 answers nothing

            CHECKS THAT JUDGE NOTHING ANY MORE
              ACME_003  the check was skipped: refused (no permission)
            """);
  }

  @Test
  void colorsNothingButTheWordsThatMatter() {
    String colored = TextDiff.colored().format(FULL);

    assertThat(colored).contains("\u001b[1;31mCRITICAL\u001b[0m  ACME_001");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(TextDiff.plain().format(FULL));
  }

  @Test
  void programsAreToldTheSame() {
    String document = JsonDiff.format(FULL);
    JsonNode diff = new JsonMapper().readTree(document);

    assertThat(errors(document)).isEmpty();
    assertThat(diff.at("/schema").asString()).isEqualTo(JsonDiff.SCHEMA);
    assertThat(diff.at("/complete").asBoolean()).isFalse();
    assertThat(diff.at("/counts").toString())
        .isEqualTo(
            "{\"new\":1,\"changed\":1,\"worse\":1,\"untold\":1,\"accepted\":0,\"resolved\":1,\"unchanged\":0}");
    assertThat(diff.at("/changed/0/severityBefore").asString()).isEqualTo("warning");
    assertThat(diff.at("/changed/0/values/0/after").asString()).isEqualTo("40 messages");
    assertThat(diff.at("/untold/0/reason").asString()).contains("refused");
    assertThat(diff.at("/silenced/0").asString()).isEqualTo("n3");
  }

  @Test
  void theSchemaIsStrict() {
    String document = JsonDiff.format(FULL);

    for (String member : List.of("\"schema\":", "\"novelty\":", "\"reason\":", "\"values\":")) {
      assertThat(document).contains(member);
      assertThat(errors(document.replace(member, "\"surprise\":1," + member)))
          .as(member)
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b]0;owned\u0007",
        "\u202eSREDRO",
        "a\nRESOLVED\n  everything",
        "\u200b\u2066x\u2069\ufeff",
        "\ud800",
        "\"}],\n\u2028",
      })
  void noNameForgesALineOrPlaysTricks(String name) {
    StoredReport hostile = StoredReports.stored(Reports.named(name, name));
    StoredReport other = StoredReports.stored(Reports.empty());

    for (ReportDiff diff : List.of(ReportDiff.of(other, hostile), ReportDiff.of(hostile, other))) {
      assertThat(TextDiff.plain().format(diff).codePoints().filter(each -> each != '\n'))
          .allMatch(PlainText::isPrintable);
      assertThat(TextDiff.plain().format(diff).lines()).noneMatch(each -> each.equals("RESOLVED"));
      String document = JsonDiff.format(diff);
      assertThat(errors(document)).isEmpty();
      assertThat(document.codePoints()).allMatch(PlainText::isPrintable);
    }
  }

  @Test
  void aVeryLongNameIsCutShort() {
    StoredReport hostile =
        StoredReports.stored(Reports.named("x".repeat(10_000), "y".repeat(10_000)));
    String text =
        TextDiff.plain().format(ReportDiff.of(hostile, StoredReports.stored(Reports.empty())));

    assertThat(text.lines()).allMatch(line -> line.length() < 1_200);
  }

  private static List<Error> errors(String document) {
    try (InputStream schema = JsonDiff.class.getResourceAsStream("diff.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8))
          .validate(document, InputFormat.JSON);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
