// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audits of recorded clusters, written for different readers. */
class FormatsTest {

  private static final String HEALTHY = "2.15.1/healthy-supercluster/";
  private static final String CRASHED = "2.15.1/fault-b-two-of-three-crashed/";

  @TempDir static Path captures;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream input = FormatsTest.class.getResourceAsStream("proof/captures.zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(input))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (Stream.of(HEALTHY, CRASHED).anyMatch(entry.getName()::startsWith)
            && !entry.isDirectory()) {
          Path file = captures.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text, CRITICAL, '\n'",
    "json, '{\"schema\":', '}\n'",
    "junit, '<?xml version=\"1.0\" encoding=\"UTF-8\"?>', '</testsuites>\n'",
    "markdown, '## NATS audit: CRITICAL', '|\n'",
    "openmetrics, '# TYPE natschecks_health gauge', '# EOF\n'",
  })
  void writesTheWholeDocument(String format, String start, String end) {
    Cli run = audit(CRASHED, "--format", format);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(start).endsWith(end);
    assertThat(run.status()).isEqualTo(ExitStatus.FINDINGS);
  }

  @Test
  void writesTheSameToAFile() throws IOException {
    Path file = captures.resolve("report.xml");

    Cli run = audit(CRASHED, "--format", "junit", "--output", file.toString());

    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(file)).endsWith("</testsuites>\n");
  }

  @Test
  void aPluginExitsAsNagiosWantsIt() {
    Cli critical = audit(CRASHED, "--format", "nagios");
    assertThat(critical.out()).startsWith("NATS CRITICAL - ");
    assertThat(critical.status()).isEqualTo(2);

    Cli only = audit(HEALTHY, "--format", "nagios", "--only", "SERVER_001");
    assertThat(only.out()).startsWith("NATS OK - no findings | critical=0;;0;0 ");
    assertThat(only.status()).isZero();
  }

  @Test
  void aPluginThatCannotSeeEverythingIsUnknown() {
    Cli run = audit(CRASHED, "--format", "nagios", "--only", "SERVER_001");

    assertThat(run.out()).startsWith("NATS UNKNOWN - ").contains("not all was seen | ");
    assertThat(run.status()).isEqualTo(3);
  }

  @Test
  void aPluginTellsItsOwnErrorsOnStandardOutput() {
    Cli noCapture = Cli.run("audit", "--capture", "no|where", "--format", "nagios");
    assertThat(noCapture.out()).startsWith("NATS UNKNOWN - ").doesNotContain("|").hasLineCount(1);
    assertThat(noCapture.status()).isEqualTo(3);

    Cli usage = Cli.run("audit", "--format=NAGIOS", "--bogus");
    assertThat(usage.out()).isEqualTo("NATS UNKNOWN - Unknown option: --bogus\n");
    assertThat(usage.status()).isEqualTo(3);

    Cli failOn = audit(HEALTHY, "--format", "nagios", "--fail-on", "info");
    assertThat(failOn.out()).contains("--fail-on goes without --format nagios");
    assertThat(failOn.status()).isEqualTo(3);
  }

  @Test
  void twoAuditsOfRealClustersAreCompared() throws IOException {
    Path before = captures.resolve("before.json");
    Path after = captures.resolve("after.json");
    audit(HEALTHY, "--format", "json", "--output", before.toString());
    audit(CRASHED, "--format", "json", "--output", after.toString());

    Cli worse = Cli.run("diff", before.toString(), after.toString());
    assertThat(worse.out()).contains("\nNEW ").contains("NOT SEEN ANY MORE");
    assertThat(worse.status()).isEqualTo(ExitStatus.FINDINGS);
    Cli same = Cli.run("diff", after.toString(), after.toString());
    assertThat(same.out()).startsWith("0 new, ");
    assertThat(same.status()).isEqualTo(ExitStatus.OK);
  }

  private static Cli audit(String recording, String... options) {
    return Cli.run(
        Stream.concat(
                Stream.of("audit", "--capture", captures.resolve(recording).toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }
}
