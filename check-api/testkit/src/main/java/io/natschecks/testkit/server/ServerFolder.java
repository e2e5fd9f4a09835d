// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The temporary folder of a server, which goes with it, at the latest at the end of the JVM. */
final class ServerFolder {

  private static final Set<ServerFolder> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> List.copyOf(OPEN).forEach(ServerFolder::end), "nats-servers-end"));
  }

  private final Path path;
  private volatile @Nullable Process process;

  private ServerFolder(Path path) {
    this.path = path;
  }

  static ServerFolder create(String server) {
    try {
      String prefix = "natschecks-" + server.replaceAll("[^A-Za-z0-9-]", "_") + "-";
      ServerFolder folder = new ServerFolder(Files.createTempDirectory(prefix));
      OPEN.add(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  Path logFile() {
    return path.resolve("server.log");
  }

  String log() {
    try {
      // Not as UTF-8, which a half-written character would break.
      return Files.readString(logFile(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Forgets what an earlier run wrote: an old port conflict says nothing of the next start. */
  void clearLog() {
    try {
      Files.writeString(logFile(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void endAtExit(Process started) {
    process = started;
  }

  /** Removes the folder. What cannot be removed stays: it is the system's temporary folder. */
  void delete() {
    OPEN.remove(this);
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(ServerFolder::deleteQuietly);
    } catch (IOException | UncheckedIOException e) {
      deleteQuietly(path);
    }
  }

  private void end() {
    Process last = process;
    if (last != null) {
      last.destroyForcibly();
      last.onExit().join();
    }
    delete();
  }

  private static void deleteQuietly(Path file) {
    file.toFile().delete();
  }
}
