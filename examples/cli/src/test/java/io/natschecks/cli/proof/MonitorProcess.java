// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A running {@link MonitorInstance}, and the lines that it writes. */
record MonitorProcess(String name, Process process, Path out) {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  static MonitorProcess start(String name, NatsCluster cluster, Duration lease, Path folder)
      throws IOException {
    NatsLogin system = cluster.systemLogin();
    Path out = folder.resolve(name);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MonitorInstance.class.getName(),
                name,
                String.join(",", cluster.urls()),
                system.user(),
                system.password(),
                lease.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    return new MonitorProcess(name, process, out);
  }

  /** Sends a signal, and says when. */
  Instant signal(String signal) throws IOException, InterruptedException {
    Instant now = Instant.now();
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    return now;
  }

  void awaitLine(String what, String start) {
    Eventually.until(
        name + ": " + what, PATIENCE, () -> !process.isAlive() || !lines(start).isEmpty());
    assertThat(lines(start)).as(what + ", in " + text()).isNotEmpty();
  }

  /** The lines that start so, without their times. */
  List<String> lines(String start) {
    return linesAfter(Instant.EPOCH, start);
  }

  List<String> linesAfter(Instant at, String start) {
    return timed(at, start).stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
  }

  /** The first such line. */
  String line(String start) {
    return lines(start).get(0);
  }

  String lineAfter(Instant at, String start) {
    Eventually.until(name + " writes " + start, PATIENCE, () -> !linesAfter(at, start).isEmpty());
    return linesAfter(at, start).get(0);
  }

  Instant timeAfter(Instant at, String start) {
    lineAfter(at, start);
    return time(timed(at, start).get(0));
  }

  /** Times of all lines that start so. */
  List<Instant> times(String start, Instant at) {
    return timed(at, start).stream().map(MonitorProcess::time).toList();
  }

  Instant openedAt(String key) {
    return Instant.parse(line("opened " + key).substring(("opened " + key + " ").length()));
  }

  /** How many audits have found it so far. */
  long times(String key) {
    List<String> ongoing = lines("ongoing " + key);
    return count(ongoing.get(ongoing.size() - 1));
  }

  /** How many audits had found it when it was first told after a time. */
  long timesAfter(Instant at, String key) {
    return count(lineAfter(at, "ongoing " + key));
  }

  private static long count(String line) {
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }

  private List<String> timed(Instant at, String start) {
    return text()
        .lines()
        .filter(line -> line.matches("\\d{4}-\\S+Z .*"))
        .filter(line -> line.substring(line.indexOf(' ') + 1).startsWith(start))
        .filter(line -> time(line).isAfter(at))
        .toList();
  }

  private static Instant time(String line) {
    return Instant.parse(line.substring(0, line.indexOf(' ')));
  }

  private String text() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    process.destroyForcibly();
  }
}
