// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsLogin;
import io.natschecks.testkit.server.NatsServerBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Audits and captures of a running cluster. */
class ClusterAuditTest {

  /** The program's own connection uses up this limit of the system account. */
  private static final String TIGHT_LIMIT = "SYS=1";

  private static NatsCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    cluster =
        NatsCluster.named("C")
            .servers(3, NatsServerBinary.release("2.15"))
            .jetStream()
            .account("ACME", "acme", "acme-password", "jetstream: enabled")
            .start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aHealthyClusterIsWellAndWholeInText() {
    Cli run = asSystem("audit");

    assertThat(run.out()).startsWith("HEALTHY").contains("3 servers");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void writesJsonThatFitsItsSchema() {
    Cli run = asSystem("audit", "--format", "json");

    ReportSchema.assertFits(run.out());
    assertThat(run.out()).contains("\"health\":\"healthy\"");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void findingsFromTheSeverityOnAreAStatusOfTheirOwn() {
    Cli warned = asSystem("audit", "--account-limit", TIGHT_LIMIT, "--fail-on", "warning");

    assertThat(warned.out()).startsWith("WARNING").contains("ACCOUNTS_001");
    assertThat(warned.status()).isEqualTo(ExitStatus.FINDINGS);
    assertThat(asSystem("audit", "--account-limit", TIGHT_LIMIT).status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void writesTheReportToAFileAsAWhole() throws IOException {
    Path file = folder.resolve("report.json");

    Cli run = asSystem("audit", "--format", "json", "--output", file.toString());

    assertThat(run.out()).isEmpty();
    ReportSchema.assertFits(Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void readsMonitoringPortsAlone() {
    Cli run = Cli.run("audit", "--interval", "100ms", "--monitor", monitors());

    assertThat(run.out()).startsWith("HEALTHY").contains("3 servers");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void fallsBackToMonitoringPortsAndIsNotContent() {
    Cli run =
        Cli.run("audit", "--interval", "100ms", "--server", "127.0.0.1:1", "--monitor", monitors());

    assertThat(run.out()).contains("3 servers");
    assertThat(run.err())
        .contains("Nothing listens at nats://127.0.0.1:1; only the monitoring ports");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void aMonitoringPortThatDoesNotAnswerIsMissed() {
    Cli run =
        Cli.run("audit", "--interval", "100ms", "--monitor", monitors() + ",http://127.0.0.1:1");

    assertThat(run.out()).contains("NOT SEEN").contains("http://127.0.0.1:1");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void namesTheAddressAtWhichNothingListens() {
    Cli run = Cli.run("audit", "--server", "nats://me:hunter2@127.0.0.1:1", "--verbose");

    assertThat(run.err())
        .startsWith("natschecks: Nothing listens at nats://127.0.0.1:1" + System.lineSeparator())
        .doesNotContain("hunter2");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void saysThatCredentialsAreRefused() {
    Cli run = Cli.run(Map.of(), "hunter2\n", login("sys"));

    assertThat(run.err()).contains("refuses the credentials").doesNotContain("hunter2");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void saysThatTheSystemAccountIsNeededAndWhatGoesWithout() {
    Cli run = Cli.run(Map.of(), "acme-password\n", login("acme"));

    assertThat(run.err()).contains("not of the system account").contains("--jetstream-only");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void aPlainAccountIsToldWhatItCannotSee() {
    String[] args = login("acme");
    String[] own = Arrays.copyOf(args, args.length + 1);
    own[args.length] = "--jetstream-only";

    Cli run = Cli.run(Map.of(), "acme-password\n", own);

    assertThat(run.out()).contains("refused").contains("needs the system account");
    // What is refused to every account but one is not owed to this one; its own streams were seen.
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void readsAContextOfTheNatsCommand() throws IOException {
    Path contexts = Files.createDirectories(folder.resolve("nats/context"));
    NatsLogin login = cluster.systemLogin();
    Files.writeString(
        contexts.resolve("here.json"),
        "{\"url\": \"%s\", \"user\": \"%s\", \"password\": \"%s\", \"inbox_prefix\": \"_MINE\"}"
            .formatted(cluster.urls().get(0), login.user(), login.password()));

    Cli run =
        Cli.run(
            Map.of("XDG_CONFIG_HOME", folder.toString()),
            "",
            "audit",
            "--interval",
            "100ms",
            "--context",
            "here");

    assertThat(run.out()).contains("3 servers");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void showsProgressAndColoursOnlyToPeople() {
    String[] args = audit();

    Cli seen = Cli.runInteractively(Map.of(), args);
    assertThat(seen.err())
        .contains("Taking the second of two snapshots ...")
        .endsWith("\r\u001b[K");
    assertThat(seen.out()).contains("\u001b[");

    assertThat(Cli.runInteractively(Map.of("NO_COLOR", "1"), args).out()).doesNotContain("\u001b[");
  }

  @Test
  void aCaptureIsFoundAsTheClusterIs() throws IOException {
    Path capture = folder.resolve("c.zip");
    Cli live = asSystem("audit", "--format", "json", "--account-limit", TIGHT_LIMIT);

    Cli taken = asSystem("capture", "--output", capture.toString());
    assertThat(taken.out()).contains("Captured 3 servers in " + capture);
    assertThat(taken.status()).isEqualTo(ExitStatus.OK);

    Cli read =
        Cli.run(
            "audit",
            "--format",
            "json",
            "--account-limit",
            TIGHT_LIMIT,
            "--capture",
            capture.toString());
    ReportSchema.assertFits(read.out());
    assertThat(verdicts(read)).isEqualTo(verdicts(live)).contains("ACCOUNTS_001 failed");
    assertThat(findings(read)).isEqualTo(findings(live)).isNotEmpty();
    assertThat(read.status()).isEqualTo(live.status());
  }

  private static List<String> verdicts(Cli run) {
    List<String> verdicts = new ArrayList<>();
    for (JsonNode check : json(run).path("checks")) {
      verdicts.add(check.path("code").asString() + " " + check.path("status").asString());
    }
    return verdicts;
  }

  private static List<String> findings(Cli run) {
    List<String> findings = new ArrayList<>();
    for (JsonNode finding : json(run).path("findings")) {
      String message = finding.path("message").asString().replaceAll("last seen \\S+ ago", "idle");
      findings.add(finding.path("key").asString() + ": " + message);
    }
    return findings;
  }

  private static JsonNode json(Cli run) {
    return JsonMapper.builder().build().readTree(run.out());
  }

  private static String monitors() {
    return String.join(",", cluster.monitors().stream().map(Object::toString).toList());
  }

  private static String[] login(String user) {
    return new String[] {
      "audit",
      "--interval",
      "100ms",
      "--server",
      cluster.urls().get(0),
      "--user",
      user,
      "--password-stdin"
    };
  }

  /** An audit whose password stands in the address. */
  private static String[] audit() {
    return new String[] {"audit", "--interval", "100ms", "--server", systemUrl(cluster)};
  }

  private static Cli asSystem(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(audit()));
    args.set(0, command);
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  static String systemUrl(NatsCluster cluster) {
    NatsLogin login = cluster.systemLogin();
    return cluster
        .urls()
        .get(0)
        .replace("://", "://" + login.user() + ":" + login.password() + "@");
  }
}
