// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes on the command line and in the files that it names. */
class UsageTest {

  @TempDir Path folder;

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("Missing required subcommand", ""),
        mistake("Unknown option: --servr", "audit --servr x"),
        mistake("Say what to audit: --server, --context, --monitor or --capture", "audit"),
        mistake("Say what to capture: --server, --context or --monitor", "capture --output x"),
        mistake("Missing required option: '--output=FILE.zip'", "capture --server x"),
        mistake(
            "--capture goes without the options of a connection", "audit --capture x --creds y"),
        mistake("--history goes with a running deployment", "audit --capture x --history y"),
        mistake("There is no folder /nowhere to write x", "audit --server x --history /nowhere/x"),
        mistake("'8d' is not a length of time from 1ms to 7d", "audit --server x --forecast 8d"),
        mistake("There is no folder /nowhere with plugins", "checks --plugins /nowhere"),
        mistake("There is no folder /nowhere with plugins", "explain ACME_001 --plugins /nowhere"),
        mistake("There is no folder /nowhere with plugins", "watch --server x --plugins /nowhere"),
        mistake("There is no folder /nowhere with plugins", "audit --server x --plugins /nowhere"),
        mistake("The folder demo/.. holds no jar", "checks --plugins demo/.."),
        mistake("Say what to watch: --server, --context or --monitor", "watch"),
        mistake("Unknown option: --capture", "watch --capture x"),
        mistake("--interval of watch is 1s or more", "watch --server x --interval 500ms"),
        mistake("--jetstream-only goes with --server", "watch --monitor http://x --jetstream-only"),
        mistake("There is no credentials file nowhere", "watch --server x --creds nowhere"),
        mistake("No check is left", "watch --server x --only SERVER_001 --skip SERVER_001"),
        mistake("There is no folder /nowhere to write x", "watch --server x --history /nowhere/x"),
        mistake("--previous goes with --capture", "audit --server x --previous y"),
        mistake("--jetstream-only goes with --server", "audit --monitor http://x --jetstream-only"),
        mistake("--user and --password-stdin go together", "audit --server x --user u"),
        mistake("--user and --password-stdin go together", "audit --server x --password-stdin"),
        mistake("Only one of --creds, --nkey and --user", "audit --server x --creds a --nkey b"),
        mistake("--tls-cert and --tls-key go together", "audit --server x --tls-cert a"),
        mistake("--inbox-prefix takes a subject", "audit --server x --inbox-prefix _CHECKS.>"),
        mistake("There is no credentials file no", "audit --server x --account-creds no"),
        mistake("--account-creds goes with --server", "audit --monitor http://x --account-creds a"),
        mistake("--advisories goes with --account-creds", "audit --server x --advisories"),
        mistake(
            "--advisories goes with --account-creds", "capture --server x --output y --advisories"),
        mistake("--capture goes without", "audit --capture x --account-creds a"),
        mistake(
            "--jetstream-only looks at one account",
            "audit --server x --jetstream-only --account-creds a"),
        mistake("There is no credentials file nowhere", "audit --server x --creds nowhere"),
        mistake("There is no nkey file nowhere", "audit --server x --nkey nowhere"),
        mistake("There is no file nowhere", "audit --server tls://x --tls-ca nowhere"),
        mistake("There is no configuration file nowhere", "audit --server x --config nowhere"),
        mistake("There is no baseline file nowhere", "audit --server x --baseline nowhere"),
        mistake(
            "There is no folder /nowhere to write x",
            "audit --server x --write-baseline /nowhere/x"),
        mistake("'5' is not a length of time from 1ms to 24h", "audit --server x --interval 5"),
        mistake("'25h' is not a length of time", "audit --server x --interval 25h"),
        mistake("'0s' is not a length of time", "audit --server x --interval 0s"),
        mistake("expected one of [INFO, WARNING, CRITICAL]", "audit --server x --fail-on bad"),
        mistake("expected one of [TEXT, JSON, HTML, JUNIT, ", "audit --server x --format xml"),
        mistake("watch writes text or json, not nagios", "watch --server x --format nagios"),
        mistake("checks writes text or json, not junit", "checks --format junit"),
        mistake("diff writes text or json or markdown, not junit", "diff a b --format junit"),
        mistake("There is no file nowhere", "diff nowhere nowhere"),
        mistake("Missing required parameter: 'AFTER.json'", "diff nowhere"),
        mistake("'ACME' is not NAME=CONNECTIONS", "audit --server x --account-limit ACME"),
        mistake("'=5' is not NAME=CONNECTIONS", "audit --server x --account-limit =5"),
        mistake("'A=-5' is not NAME=CONNECTIONS", "audit --server x --account-limit A=-5"),
        mistake("did you mean SERVER_001?", "audit --server x --only SERVR_001"),
        mistake("did you mean SERVER_001?", "audit --server x --skip SERVR_001"),
        mistake("did you mean SERVER_001?", "explain SERVR_001"),
        mistake("No check is left to run", "audit --server x --only SERVER_001 --skip SERVER_001"),
        mistake("'ftp://x' is not an address", "audit --server ftp://x"),
        mistake("the address of a monitoring port looks like", "audit --monitor ftp://x"),
        mistake("There is no folder /nowhere to write x", "audit --server x --output /nowhere/x"));
  }

  private static Arguments mistake(String message, String command) {
    return Arguments.of(message, command);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneSentence(String message, String command) {
    Cli run = Cli.run(command.isEmpty() ? new String[0] : command.split(" "));

    assertThat(run.err()).startsWith("natschecks: ").contains(message);
    assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(3).noneMatch(this::isStackTrace);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  private boolean isStackTrace(String line) {
    return line.startsWith("\tat ") || line.contains("Exception");
  }

  @Test
  void aWrongKeyInTheConfigurationIsNamed() throws IOException {
    Cli run = auditWith("{\"onyl\": []}");

    assertThat(run.err()).contains("onyl: there is no such key").contains("did you mean only?");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void aValueOutOfRangeInTheConfigurationIsNamed() throws IOException {
    Cli run = auditWith("{\"checks\":{\"ACCOUNTS_001\":{\"parameters\":{\"warn_percent\":200}}}}");

    assertThat(run.err()).contains("ACCOUNTS_001").contains("warn_percent").contains("200");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  private Cli auditWith(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), json);
    return Cli.run("audit", "--server", "x", "--config", file.toString());
  }

  @Test
  void aDamagedCredentialsFileIsNotQuoted() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("damaged.creds"),
            """
            -----BEGIN NATS USER JWT-----
            eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln
            ------END NATS USER JWT------
            -----BEGIN USER NKEY SEED-----
            SUAISNOTASEED
            ------END USER NKEY SEED------
            """);

    Cli run = Cli.run("audit", "--server", "x", "--verbose", "--creds", file.toString());

    assertThat(run.err())
        .contains("holds a seed that is damaged")
        .doesNotContain("SUAISNOTASEED")
        .doesNotContain("eyJ");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void aPasswordInTheWrongPlaceIsNotRepeated() {
    for (String[] args :
        new String[][] {
          {"audit", "--server", "x", "--password", "hunter2"},
          {"audit", "--server", "x", "--password=hunter2"},
          {"audit", "nats://me:hunter2@x"},
          {"audit", "--monitor", "http://me:hunter2@x y"},
          {"audit", "--server", "nats://me:hunter2@x y"},
        }) {
      Cli run = Cli.run(args);

      assertThat(run.err()).doesNotContain("hunter2");
      assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    }
  }

  @Test
  void everyCommandHasHelp() {
    for (String command : new String[] {"audit", "watch", "capture", "diff", "checks", "explain"}) {
      Cli run = Cli.run(command, "--help");

      assertThat(run.out()).startsWith("Usage: natschecks " + command);
      assertThat(run.status()).isEqualTo(ExitStatus.OK);
    }
  }
}
