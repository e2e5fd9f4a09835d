// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.natschecks.api.Severity;
import io.natschecks.core.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {

  private static final Instant DAY = Instant.parse("2026-11-21T08:00:00Z");
  private static final Schema SCHEMA = schema();

  @Test
  void hasOneFindingALineInAFixedOrder() {
    Baseline baseline =
        new Baseline(
            DAY, Map.of("ACME_002 server/b", Severity.INFO, "ACME_001 x", Severity.CRITICAL));

    assertThat(written(baseline))
        .isEqualTo(
            """
            {
              "schema" : "natschecks-baseline-1",
              "takenAt" : "2026-11-21T08:00:00Z",
              "findings" : {
                "ACME_001 x" : "critical",
                "ACME_002 server/b" : "info"
              }
            }
            """);
  }

  @Property
  void readsBackWhatItWrites(@ForAll Map<String, Severity> findings) {
    Baseline baseline = new Baseline(DAY, findings);
    String document = written(baseline);

    assertThat(Baseline.read(new StringReader(document))).isEqualTo(baseline);
    assertThat(SCHEMA.validate(document, InputFormat.JSON)).isEmpty();
  }

  @Test
  void holdsWhatIsNotWorse() {
    Baseline baseline = new Baseline(DAY, Map.of("key", Severity.WARNING));

    assertThat(baseline.holds("key", Severity.INFO)).isTrue();
    assertThat(baseline.holds("key", Severity.WARNING)).isTrue();
    assertThat(baseline.holds("key", Severity.CRITICAL)).isFalse();
    assertThat(baseline.holds("other", Severity.INFO)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": s3cret} | the baseline is no JSON: line 1, column
          [] | the baseline is not one that can be read here: its schema is not natschecks-baseline-1
          {} | the baseline is not one that can be read here
          {"schema":"natschecks-report-1"} | the baseline is not one that can be read here
          {"schema":"natschecks-baseline-1","takenAt":"2026-11-21T08:00:00Z","findings":[]} | the baseline: known keys are
          {"schema":"natschecks-baseline-1","takenAt":"2026-11-21T08:00:00Z","findings":{},"x":1} | the baseline: known keys are
          {"schema":"natschecks-baseline-1","takenAt":"today","findings":{}} | takenAt: "today" is not allowed; a time
          {"schema":"natschecks-baseline-1","findings":{}} | takenAt: "" is not allowed; a time
          {"schema":"natschecks-baseline-1","takenAt":"2026-11-21T08:00:00Z","findings":{"k":"bad"}} | findings."k": "bad" is not allowed; info, warning or critical
          {"schema":"natschecks-baseline-1","takenAt":"2026-11-21T08:00:00Z","findings":{"k":{}}} | findings."k":
          """)
  void saysWhatIsWrongAndFitsNoSchema(String document, String message) {
    assertThatThrownBy(() -> Baseline.read(new StringReader(document)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message);
    if (!document.contains("s3cret")) {
      assertThat(SCHEMA.validate(document, InputFormat.JSON)).isNotEmpty();
    }
  }

  private static String written(Baseline baseline) {
    StringWriter document = new StringWriter();
    try {
      baseline.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return document.toString();
  }

  private static Schema schema() {
    try (InputStream json = Baseline.class.getResourceAsStream("baseline.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              new String(Objects.requireNonNull(json).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
