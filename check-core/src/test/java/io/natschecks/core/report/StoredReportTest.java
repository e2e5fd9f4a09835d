// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.natschecks.api.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredReportTest {

  private static final String FULL = JsonReport.format(Reports.full());

  @Test
  void readsWhatTheReportWriterWrote(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("report.json"), FULL);

    StoredReport report = StoredReport.read(file);

    assertThat(report.takenAt()).isEqualTo(Reports.NOW);
    assertThat(report.source()).isEqualTo("nats://demo:4222 a message");
    assertThat(report.health()).isEqualTo(Health.CRITICAL);
    assertThat(report.findings()).hasSize(13);
    assertThat(report.unconfirmed()).hasSize(1);
    assertThat(report.resolved()).hasSize(1);
    assertThat(report.checks()).hasSize(9);
    assertThat(report.servers()).containsExactlyInAnyOrder("server/hub/n1", "server//ORDERS");
    assertThat(report.silentServers()).containsExactly("ORDERS", "n4");
    StoredFinding offline = report.findings().values().iterator().next();
    assertThat(offline.code()).isEqualTo("ACME_001");
    assertThat(offline.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(offline.label()).isEqualTo("stream ACME/ORDERS");
    assertThat(offline.values())
        .containsEntry("offline", "2 replicas")
        .containsEntry("limit", "0.5 ratio")
        .hasSize(2);
  }

  @Test
  void aReportWithoutLabelsIsReadToo() throws IOException {
    String older = FULL.replaceAll("\"label\":\"[^\"]*\",", "");

    assertThat(older).doesNotContain("\"label\"");
    assertThat(read(older).findings().values().iterator().next().label())
        .isEqualTo("stream//ACME/ORDERS");
  }

  @Test
  void membersOfLaterReleasesAreSkipped() throws IOException {
    String later =
        FULL.replaceFirst("\\{", "{\"surprise\":[{\"a\":[1,{}]}],")
            .replace("\"state\":", "\"muted\":{\"a\":1},\"state\":");

    assertThat(read(later).findings()).hasSize(13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "\u202e", "\"}],\n", "\ud800 half", "Käse 数据 😀"})
  void hostileNamesComeThroughWhole(String name) throws IOException {
    StoredReport report = read(JsonReport.format(Reports.named(name, name)));

    assertThat(report.source()).isEqualTo("nats://demo:4222 " + name);
    assertThat(report.silentServers()).contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | holds no report of natschecks",
        "[] | holds no report of natschecks",
        "null | holds no report of natschecks",
        "{} | holds no report of natschecks",
        "{\"schema\":1} | holds a report that is damaged in schema",
        "{\"schema\":\"natschecks-report-2\"} | holds a report of another version of natschecks; this one knows"
            + " natschecks-report-1",
        "{\"schema\":\"natschecks-report-1\"} | holds a report without takenAt",
        "{\"schema\":\"secret | holds no JSON: line 1, column 18",
        "secret | holds no JSON: line 1, column 1",
        "{\"findings\":{}} | holds a report that is damaged in findings",
        "{\"findings\":[{}]} | holds a report that is damaged in findings",
        "{\"findings\":[1]} | holds a report that is damaged in findings",
        "{\"takenAt\":\"secret\"} | holds a report that is damaged in takenAt",
        "{\"health\":\"secret\"} | holds a report that is damaged in health",
        "{\"checks\":[{\"code\":\"A\"}]} | holds a report that is damaged in checks",
      })
  void saysInHalfASentenceWhatIsWrongAndQuotesNothing(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(StoredReportException.class)
        .hasMessage(message);
  }

  @Test
  void aLogOfReportsIsNotOneReport() {
    assertThatThrownBy(() -> read(FULL + "\n" + FULL))
        .hasMessage("holds more than one report; give a file of one alone");
    assertThatThrownBy(() -> read(FULL + "]")).isInstanceOf(StoredReportException.class);
  }

  @Test
  void aFileWithoutEndIsGivenUp() {
    InputStream endless =
        new InputStream() {
          private final byte[] start = "{\"a\":[".getBytes(StandardCharsets.UTF_8);
          private long read;

          @Override
          public int read() {
            return read < start.length ? start[(int) read++] : ' ';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
              bytes[offset + i] = (byte) read();
            }
            return length;
          }
        };

    assertThatThrownBy(() -> StoredReport.read(endless)).hasMessage("is larger than any report");
  }

  @Test
  void depthAndLengthOfTextsAreBounded() {
    assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000)))
        .hasMessage("is larger than any report");
    assertThatThrownBy(() -> read("{\"source\":\"" + "x".repeat(2 << 20) + "\"}"))
        .hasMessage("is larger than any report");
  }

  @Test
  void noDamageMakesItFailInAnotherWay() {
    Random random = new Random(42);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = FULL.getBytes(StandardCharsets.UTF_8);
      for (int j = 0; j <= random.nextInt(4); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
      InputStream damaged = new ByteArrayInputStream(bytes, 0, length);

      Throwable failure = catchThrowable(() -> StoredReport.read(damaged));

      assertThat(failure)
          .satisfiesAnyOf(
              each -> assertThat(each).isNull(),
              each -> assertThat(each).isInstanceOf(StoredReportException.class));
    }
  }

  @Test
  void aFileThatCannotBeReadIsNoDamagedReport() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk on fire");
          }
        };

    assertThatThrownBy(() -> StoredReport.read(broken))
        .isNotInstanceOf(StoredReportException.class)
        .hasMessage("disk on fire");
  }

  private static StoredReport read(String json) throws IOException {
    return StoredReport.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
