// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  @TempDir Path folder;

  private Path good;
  private Path bad;
  private Path blind;

  @BeforeEach
  void write() throws IOException {
    good = report("good.json", "2026-03-01T03:14:07Z", "healthy", "", "passed\",\"findings\":0");
    bad =
        report(
            "bad.json",
            "2026-03-01T03:15:07Z",
            "warning",
            """
            {"code":"SERVER_001","title":"T","severity":"warning","key":"SERVER_001 server/hub/n1",
             "entity":{"type":"server","key":"server/hub/n1"},"message":"server hub/n1: bad",
             "evidence":[],"causes":[]}""",
            "failed\",\"findings\":1");
    blind =
        report(
            "blind.json",
            "2026-03-01T03:16:07Z",
            "unknown",
            "",
            "skipped\",\"reason\":\"refused\",\"findings\":0");
  }

  private Path report(String name, String time, String health, String findings, String outcome)
      throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        {"schema":"natschecks-report-1","takenAt":"%s","source":"test","health":"%s",
         "findings":[%s],"unconfirmed":[],
         "checks":[{"code":"SERVER_001","status":"%s,"detail":"","notLookedAt":0,"gaps":[]}]}
        """
            .formatted(time, health, findings, outcome));
  }

  @Test
  void nothingNewIsGood() {
    Cli run = diff(bad, bad);

    assertThat(run.out()).startsWith("0 new, 1 unchanged\n");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void somethingNewFailsABuildFromTheSeverityOn() {
    Cli run = diff(good, bad);

    assertThat(run.out()).contains("NEW").contains("  WARNING   SERVER_001  server hub/n1: bad\n");
    assertThat(run.status()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(diff(good, bad, "--fail-on", "critical").status()).isEqualTo(ExitStatus.OK);
    assertThat(diff(bad, good).status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void whatCannotBeToldIsNoPass() {
    Cli run = diff(bad, blind);

    assertThat(run.out()).contains("CANNOT BE TOLD").doesNotContain("RESOLVED");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void writesForProgramsAndForIssues() {
    assertThat(diff(good, bad, "--format", "json").out())
        .startsWith("{\"schema\":\"natschecks-diff-1\"")
        .endsWith("}\n");
    assertThat(diff(good, bad, "--format", "markdown").out())
        .contains("- **WARNING** `SERVER_001` `server hub/n1: bad`\n");
  }

  @Test
  void isColoredForAPerson() {
    Cli run = Cli.runInteractively(Map.of(), "diff", good.toString(), bad.toString());

    assertThat(run.out()).contains("\u001b[1;33mWARNING\u001b[0m");
  }

  @Test
  void saysThatTheReportsStandTheWrongWayRound() {
    assertThat(diff(bad, good).err()).contains("good.json was taken before ");
  }

  @Test
  void aFileThatIsNoReportIsNamedAndNotQuoted() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "hunter2");

    Cli run = diff(good, secret);

    assertThat(run.err())
        .isEqualTo("natschecks: " + secret + " holds no JSON: line 1, column 1\n")
        .doesNotContain("hunter2");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(diff(good, folder).err()).contains("is a folder, not a report");
  }

  private static Cli diff(Path before, Path after, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "diff";
    args[1] = before.toString();
    args[2] = after.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    return Cli.run(args);
  }
}
