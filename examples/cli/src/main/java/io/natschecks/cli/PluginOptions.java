// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.core.registry.CheckRegistry;
import io.natschecks.core.registry.LoadProblem;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Checks of others, in jars. */
final class PluginOptions {

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Folder of jars with further checks, and with what they need.")
  private @Nullable Path folder;

  /**
   * Loads all checks: the program's own, and those of the jars.
   *
   * @throws CliException if there is no such folder
   */
  CheckRegistry registry() {
    ClassLoader own = PluginOptions.class.getClassLoader();
    if (folder == null) {
      return CheckRegistry.load(own);
    }
    List<URL> jars = new ArrayList<>();
    List<LoadProblem> problems = new ArrayList<>();
    for (Path jar : jars(folder)) {
      // A class loader passes over a jar that it cannot read in silence.
      try (JarFile readable = new JarFile(jar.toFile())) {
        jars.add(jar.toUri().toURL());
      } catch (IOException e) {
        problems.add(new LoadProblem(jar.toString(), "it is no jar: " + e.getMessage()));
      }
    }
    // Open for as long as the program runs: checks load their classes when they need them.
    return CheckRegistry.load(new URLClassLoader(jars.toArray(URL[]::new), own)).with(problems);
  }

  /** Sorted, so that it does not depend on the disk whose class is taken. */
  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw CliException.usage("There is no folder " + folder + " with plugins");
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException e) {
      throw CliException.usage("The folder " + folder + " cannot be read", e);
    }
    if (jars.isEmpty()) {
      throw CliException.usage("The folder " + folder + " holds no jar");
    }
    Collections.sort(jars);
    return jars;
  }
}
