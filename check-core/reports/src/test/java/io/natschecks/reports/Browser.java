// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium of the machine. Without one a test is skipped, or fails with the environment
 * variable {@code NATSCHECKS_REQUIRE_BROWSER=true}.
 */
final class Browser implements AutoCloseable {

  private static final List<String> PROGRAMS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path profile;
  private final DevTools tools;

  private Browser(Process process, Path profile, DevTools tools) {
    this.process = process;
    this.profile = profile;
    this.tools = tools;
  }

  static Browser start() {
    Path program = program().orElseGet(Browser::missing);
    try {
      Path profile = Files.createTempDirectory("natschecks-browser");
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "--headless=new",
                  // Root, as which builds often run, gets no sandbox; the pages are our own.
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--hide-scrollbars",
                  "--no-first-run",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("output.txt").toFile())
              .start();
      return new Browser(process, profile, DevTools.connect(address(process, profile)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path missing() {
    String message = "no Chromium on the PATH (on a Debian machine: apt-get install chromium)";
    return "true".equals(System.getenv("NATSCHECKS_REQUIRE_BROWSER"))
        ? Assertions.fail(message)
        : Assumptions.abort(message);
  }

  /** Chromium writes where it listens into a file, once it does. */
  private static String address(Process process, Path profile) throws IOException {
    Path file = profile.resolve("DevToolsActivePort");
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(deadline)) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() > 1) {
        return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
      }
      Thread.onSpinWait();
    }
    throw new IOException(
        "Chromium does not listen: " + Files.readString(profile.resolve("output.txt")));
  }

  /** Opens a page in a tab of its own. */
  Tab open(Path page) {
    return Tab.open(tools, page.toUri().toString());
  }

  @Override
  public void close() {
    tools.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException e) {
      // Helper processes may still remove files of their own.
    }
  }
}
