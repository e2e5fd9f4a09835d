// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of the recorded cluster with faults, some of which somebody has decided to live with. */
class AcceptedAuditTest {

  private static final String[] FAULTS = {"--only", "kind:operational"};

  @TempDir Path folder;

  @Test
  void aBaselineLetsOnlyNewFindingsFail() {
    String baseline = folder.resolve("baseline.json").toString();
    Cli plain = audit();
    Cli freezing = audit("--write-baseline", baseline);
    Cli frozen = audit("--baseline", baseline, "--fail-on", "info");

    assertThat(plain.status()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(freezing.status()).isEqualTo(frozen.status()).isNotEqualTo(ExitStatus.FINDINGS);
    assertThat(freezing.out()).startsWith("CRITICAL").doesNotContain("accepted");
    assertThat(frozen.out())
        .startsWith("HEALTHY")
        .contains("7 accepted", "  in the baseline of 2026-", ": 7\n");
  }

  @Test
  void aBaselineFreezesNothingElse() throws IOException {
    Path baseline = folder.resolve("baseline.json");
    audit("--write-baseline", baseline.toString());
    String frozen = Files.readString(baseline);
    assertThat(frozen).contains("\"SERVER_001 server/EAST/east-4\" : \"critical\"");
    Files.writeString(
        baseline, frozen.replace("east-4\" : \"critical\"", "east-4\" : \"warning\""));

    Cli worse = audit("--baseline", baseline.toString());
    assertThat(worse.out()).startsWith("CRITICAL").contains("SERVER_001");
    assertThat(worse.status()).isEqualTo(ExitStatus.FINDINGS);
  }

  @Test
  void aBaselineGrowsAndShrinksWithWhatIsThere() throws IOException {
    Path baseline = folder.resolve("baseline.json");
    audit("--write-baseline", baseline.toString());
    String all = Files.readString(baseline);
    Files.writeString(
        baseline, all.replace("META_001 server/EAST/east-4", "META_001 server/EAST/gone"));
    audit("--baseline", baseline.toString(), "--write-baseline", baseline.toString());

    assertThat(Files.readString(baseline)).isEqualTo(all);
  }

  @Test
  void suppressionsAreListedAndExpiredOnesSpeakUp() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"suppressions": [
              {"code": "SERVER_001", "match": {"server": "east-4"}, "reason": "it is moved",
               "until": "2099-12-31"},
              {"code": "META_001", "reason": "it was moved", "until": "2020-01-31"}]}
            """);
    Cli text = audit("--config", config.toString());

    assertThat(text.out())
        .contains(
            "1 accepted",
            "  SERVER_001 server=east-4 until 2099-12-31 (it is moved): 1\n",
            "  suppression META_001 has expired, its last day was 2020-01-31 (it was moved)\n",
            "META_001  ")
        .doesNotContain("SERVER_001  ");

    Cli json = audit("--config", config.toString(), "--format", "json");
    ReportSchema.assertFits(json.out());
    assertThat(json.out())
        .contains(
            "\"acceptedBy\":{\"origin\":\"configuration\",\"rule\":\"SERVER_001 server=east-4\","
                + "\"reason\":\"it is moved\",\"until\":\"2099-12-31\"}",
            "\"state\":\"expired\"");
  }

  @Test
  void otherValuesHoldForSomeEntities() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"checks": {"ACCOUNTS_001": {"severity": "warning", "for": [
              {"match": {"account": "ACME"}, "severity": "info"}]}}}
            """);

    assertThat(
            Cli.run(
                    "audit",
                    "--capture",
                    capture(),
                    "--only",
                    "ACCOUNTS_001",
                    "--config",
                    config.toString())
                .out())
        .contains("INFO      ACCOUNTS_001");
  }

  private static String capture() {
    return Path.of("demo", "faulty-cluster.zip").toString();
  }

  private static Cli audit(String... more) {
    String[] args = new String[3 + FAULTS.length + more.length];
    args[0] = "audit";
    args[1] = "--capture";
    args[2] = capture();
    System.arraycopy(FAULTS, 0, args, 3, FAULTS.length);
    System.arraycopy(more, 0, args, 3 + FAULTS.length, more.length);
    return Cli.run(args);
  }
}
