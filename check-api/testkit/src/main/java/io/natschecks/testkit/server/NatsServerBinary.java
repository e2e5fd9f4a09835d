// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.testkit.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The program nats-server of a release. A test that asks for one which is not installed is skipped;
 * with the environment variable {@code NATSCHECKS_REQUIRE_SERVERS=true} it fails.
 *
 * @param release minor release such as 2.10, or "any"
 * @param path the program
 * @since 0.1
 */
public record NatsServerBinary(String release, Path path) {

  private static final String PROGRAM = "nats-server";

  /** Any release. */
  private static final String ANY = "any";

  /** The release line whose package is replaced by that of the next one. */
  private static final String MOVING = "2.15";

  /**
   * Finds the program of a minor release in the folder that the environment variable {@code
   * NATSCHECKS_SERVERS} names, else in {@code ~/.cache/natschecks/nats-server}; there it is {@code
   * <minor>/nats-server}. For 2.15 a newer one will do: its package moves on to later releases.
   *
   * @param minor minor release such as 2.10
   * @return the program
   */
  public static NatsServerBinary release(String minor) {
    return of(minor, System.getenv());
  }

  /**
   * Finds a program of any release: the newest in the folder, else {@code nats-server} on the PATH.
   *
   * @return the program
   */
  public static NatsServerBinary any() {
    return of(ANY, System.getenv());
  }

  static NatsServerBinary of(String release, Map<String, String> environment) {
    Path folder = folder(environment);
    Optional<Path> found =
        release.equals(ANY)
            ? newest(folder, "0.0").or(() -> onPath(environment.get("PATH")))
            : Optional.of(folder.resolve(release).resolve(PROGRAM))
                .filter(Files::isExecutable)
                .or(() -> release.equals(MOVING) ? newest(folder, MOVING) : Optional.empty());
    return new NatsServerBinary(release, found.orElseGet(() -> missing(release, environment)));
  }

  private static Path folder(Map<String, String> environment) {
    String configured = environment.get("NATSCHECKS_SERVERS");
    return configured == null || configured.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "natschecks", PROGRAM)
        : Path.of(configured);
  }

  /** The newest program that is not older than a release. */
  private static Optional<Path> newest(Path folder, String oldest) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> releases = Files.list(folder)) {
      return releases
          .filter(each -> Files.isExecutable(each.resolve(PROGRAM)))
          .filter(each -> each.getFileName().toString().matches("\\d{1,4}\\.\\d{1,4}"))
          .filter(each -> rank(each.getFileName().toString()) >= rank(oldest))
          .max(Comparator.comparing(each -> rank(each.getFileName().toString())))
          .map(each -> each.resolve(PROGRAM));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int rank(String minor) {
    String[] parts = minor.split("\\.", -1);
    return Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]);
  }

  private static Optional<Path> onPath(@Nullable String path) {
    return Arrays.stream((path == null ? "" : path).split(File.pathSeparator, -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path missing(String release, Map<String, String> environment) {
    String message =
        "no nats-server of release "
            + release
            + ": put one at "
            + folder(environment).resolve(release.equals(ANY) ? "<minor>" : release)
            + File.separator
            + PROGRAM
            + " (in the sources of NATS Checks, .ci/nats-servers does it), or name another folder"
            + " in NATSCHECKS_SERVERS";
    return "true".equals(environment.get("NATSCHECKS_REQUIRE_SERVERS"))
        ? Assertions.fail(message)
        : Assumptions.abort(message);
  }
}
