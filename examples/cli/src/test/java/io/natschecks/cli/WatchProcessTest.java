// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import io.natschecks.testkit.server.NatsServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A watch as a process of its own, ended by signals. */
@DisabledOnOs(OS.WINDOWS)
class WatchProcessTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;

  @Test
  void endsCleanlyAndGoesOnWhereItEnded() throws Exception {
    try (NatsCluster cluster = cluster()) {
      Path history = folder.resolve("checks.history");
      String[] more = {"--history", history.toString(), "--account-limit", "SYS=1"};
      try (Running watch = Running.start(cluster, folder.resolve("first"), more)) {
        watch.awaitOutput("ongoing ");
        assertThat(watch.end("INT")).isEqualTo(ExitStatus.OK);

        assertThat(watch.output())
            .containsPattern("\\n  found +WARNING +ACCOUNTS_001 .*\\n")
            .containsPattern("\\n\\S+Z  ENDED +after \\d+ rounds; the history is in \\S+\\n$");
        assertThat(history).isNotEmptyFile();
      }
      try (Running watch =
          Running.start(cluster, folder.resolve("second"), concat(more, "--verbose"))) {
        watch.awaitOutput("ACCOUNTS_001");
        assertThat(watch.end("TERM")).isEqualTo(ExitStatus.OK);

        assertThat(watch.output())
            .containsPattern("\\n  ongoing +WARNING +ACCOUNTS_001 .*\\[.*s\\]\\n")
            .doesNotContain("  found ");
      }
    }
  }

  @Test
  void outlivesADeploymentThatGoesAway() throws Exception {
    try (NatsCluster cluster = cluster();
        Running watch = Running.start(cluster, folder.resolve("out"))) {
      watch.awaitOutput("HEALTHY");
      NatsServerProcess server = cluster.servers().get(0);
      server.stop();
      watch.awaitOutput("SILENT    ");
      server.restart();
      watch.awaitOutput("ANSWERS   again");
      watch.end("INT");

      assertThat(watch.output()).contains("ENDED");
    }
  }

  @Test
  void aWatchThatNeverSawAnythingSaysSo() throws Exception {
    try (Running watch =
        Running.start(folder.resolve("out"), "watch", "--server", "nats://127.0.0.1:1")) {
      watch.awaitOutput("SILENT    Nothing listens at nats://127.0.0.1:1");
      assertThat(watch.end("INT")).isEqualTo(ExitStatus.INCOMPLETE);

      assertThat(watch.output()).contains("ENDED     after 0 rounds");
    }
  }

  private static NatsCluster cluster() {
    return NatsCluster.named("W").servers(1, NatsServerBinary.release("2.15")).jetStream().start();
  }

  private static String[] concat(String[] args, String more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add(more);
    return all.toArray(String[]::new);
  }

  /** The program, running. */
  private record Running(Process process, Path out) implements AutoCloseable {

    static Running start(NatsCluster cluster, Path out, String... more) throws IOException {
      List<String> args = new ArrayList<>(List.of("watch", "--interval", "1s"));
      args.addAll(List.of("--server", ClusterAuditTest.systemUrl(cluster)));
      args.addAll(List.of(more));
      return start(out, args.toArray(String[]::new));
    }

    static Running start(Path out, String... args) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName()));
      command.addAll(List.of(args));
      return new Running(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start(),
          out);
    }

    String output() throws IOException {
      return Files.readString(out);
    }

    void awaitOutput(String text) {
      Eventually.until(
          "the watch says " + text, PATIENCE, () -> !process.isAlive() || output().contains(text));
      assertThat(out).content().contains(text);
    }

    int end(String signal) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
