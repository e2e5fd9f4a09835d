// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks in jars of others. */
class PluginsTest {

  private static final String CAPTURE = "demo/faulty-cluster.zip";

  @TempDir Path folder;

  @BeforeEach
  void aFolderWithAJar() throws IOException {
    CheckJar.write(folder.resolve("good.jar"), "Good", "PLUGIN_001");
  }

  @Test
  void areListedAndExplained() {
    Cli listed = Cli.run("checks", "--plugins", folder.toString());
    Cli explained = Cli.run("explain", "plugin_001", "--plugins", folder.toString());

    assertThat(listed.out()).contains("PLUGIN_001").contains("SERVER_001");
    assertThat(listed.err()).isEmpty();
    assertThat(listed.status()).isEqualTo(ExitStatus.OK);
    assertThat(explained.out()).startsWith("# PLUGIN_001 Check of a Plugin");
  }

  @Test
  void areRunWithParametersOfTheConfiguration() throws IOException {
    Path config = folder.resolve("config.json");
    Files.writeString(config, "{\"checks\": {\"PLUGIN_001\": {\"parameters\": {\"most\": 0}}}}");

    Cli none = audit();
    Cli all = audit("--config", config.toString());

    assertThat(none.out()).contains("checks: 1 passed, 0 failed");
    assertThat(none.status()).isEqualTo(ExitStatus.OK);
    assertThat(all.out()).contains("PLUGIN_001").contains("more than 0 connections");
    assertThat(all.status()).isEqualTo(ExitStatus.FINDINGS);
  }

  @Test
  void cannotTakeTheCodeOfACheck() throws IOException {
    CheckJar.write(folder.resolve("thief.jar"), "Thief", "SERVER_001");

    Cli run = Cli.run("checks", "--plugins", folder.toString());

    assertThat(run.err()).contains("natschecks: Not loaded: plugin.Thief: SERVER_001 is taken by");
    assertThat(run.out()).contains("Connection Readiness Failure").contains("PLUGIN_001");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void costOnlyTheirOwnChecksWhenAJarIsBroken() throws IOException {
    Files.writeString(folder.resolve("broken.jar"), "no jar");

    Cli run = audit();

    assertThat(run.out())
        .contains("not loaded: " + folder.resolve("broken.jar") + ": it is no jar")
        .contains("checks: 1 passed, 0 failed");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void costOnlyTheirOwnChecksWhenAProviderIsBroken() throws IOException {
    CheckJar.writeProviderOnly(folder.resolve("absent.jar"), "plugin.Absent");

    Cli run = audit();

    assertThat(run.out())
        .contains("not loaded: a provider of checks: ")
        .contains("Provider plugin.Absent not found")
        .contains("checks: 1 passed, 0 failed");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void areToldFromTheRestOfTheFolder() throws IOException {
    Files.writeString(folder.resolve("README.txt"), "no jar");

    assertThat(Cli.run("checks", "--plugins", folder.toString()).err()).isEmpty();
  }

  private Cli audit(String... more) {
    String[] command = {
      "audit", "--capture", CAPTURE, "--only", "PLUGIN", "--fail-on", "info", "--plugins"
    };
    String[] all = new String[command.length + 1 + more.length];
    System.arraycopy(command, 0, all, 0, command.length);
    all[command.length] = folder.toString();
    System.arraycopy(more, 0, all, command.length + 1, more.length);
    return Cli.run(all);
  }
}
