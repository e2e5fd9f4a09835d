// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file as a whole or not at all. */
final class OutputFile {

  /** Writes to the file that is given. */
  interface Content {
    void writeTo(Path file) throws Exception;
  }

  private OutputFile() {}

  /** Fails early, before anything is gathered in vain. */
  static void requireWritable(Path target) {
    Path folder = folderOf(target);
    if (Files.isDirectory(target)) {
      throw CliException.usage(target + " is a folder, not a file to write to");
    }
    if (!Files.isDirectory(folder)) {
      throw CliException.usage(
          "There is no folder " + folder + " to write " + target.getFileName());
    }
    if (!Files.isWritable(Files.exists(target) && !Files.isRegularFile(target) ? target : folder)) {
      throw CliException.usage("The folder " + folder + " cannot be written to");
    }
  }

  /** Lets a file be written beside the target and moves it there. */
  static void write(Path target, Content content) throws Exception {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      // Such as /dev/stdout or a pipe, which nothing may be moved over.
      content.writeTo(target);
      return;
    }
    Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
    Path draft =
        real.resolveSibling("." + real.getFileName() + "." + ProcessHandle.current().pid());
    try {
      content.writeTo(draft);
      move(draft, real);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path folderOf(Path target) {
    Path parent = target.toAbsolutePath().getParent();
    return parent == null ? target.toAbsolutePath() : parent;
  }
}
