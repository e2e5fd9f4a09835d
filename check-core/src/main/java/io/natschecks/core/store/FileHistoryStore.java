// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.store;

import io.natschecks.api.history.HistoryStore;
import java.io.BufferedInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a history in a file, which is replaced as a whole: a crash leaves either the old one or the
 * new one. Only its owner can read it, where the file system knows owners. A damaged file is set
 * aside as one of the same name with {@code .damaged} added.
 *
 * <p>A file belongs to one program at a time: of two that write it, the later one wins.
 *
 * @since 0.1
 */
public final class FileHistoryStore implements HistoryStore {

  private static final String DAMAGED = ".damaged";

  private final Path file;

  private FileHistoryStore(Path file) {
    this.file = file;
  }

  /**
   * A store in a file.
   *
   * @param file where it is, or will be, in a directory that exists
   * @return the store; nothing is read or written yet
   */
  public static FileHistoryStore of(Path file) {
    return new FileHistoryStore(Objects.requireNonNull(file, "file"));
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public @Nullable InputStream open() throws IOException {
    try {
      return new BufferedInputStream(Files.newInputStream(target()));
    } catch (NoSuchFileException e) {
      return null;
    } catch (FileSystemException e) {
      throw new IOException("The file " + file + " cannot be read: " + reason(e), e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if it cannot be kept, as when there is no such directory or it cannot be
   *     written to; the message is one sentence for people
   */
  @Override
  public void replace(Content content) throws IOException {
    Path target = target();
    Path draft = draftBeside(target);
    try {
      write(content, draft);
      move(draft, target);
    } catch (FileSystemException e) {
      throw new IOException("The file " + file + " cannot be written: " + reason(e), e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public String setAside() throws IOException {
    Path target = target();
    Path aside = target.resolveSibling(target.getFileName() + DAMAGED);
    try {
      move(target, aside);
    } catch (FileSystemException e) {
      throw new IOException("The file " + file + " cannot be renamed: " + reason(e), e);
    }
    return aside.toString();
  }

  /** A link stays one: what it points to is replaced. */
  private Path target() throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new IOException(file + " is no file that a history can be kept in");
    }
    return target;
  }

  /** Temporary files are for their owner alone. */
  private static Path draftBeside(Path target) throws IOException {
    Path directory = Objects.requireNonNull(target.getParent());
    if (!Files.isDirectory(directory)) {
      throw new IOException("There is no directory " + directory + " to keep a history in");
    }
    try {
      return Files.createTempFile(directory, "." + target.getFileName() + ".", ".new");
    } catch (FileSystemException e) {
      throw new IOException(
          "The directory " + directory + " cannot be written to: " + reason(e), e);
    }
  }

  /** Not by a channel, which an interrupted thread cannot write to: an ending host saves, too. */
  private static void write(Content content, Path draft) throws IOException {
    try (FileOutputStream out = new FileOutputStream(draft.toFile())) {
      content.writeTo(out);
      out.getFD().sync();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String reason(FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return "that is not allowed";
    }
    return e.getReason() == null ? e.toString() : e.getReason();
  }
}
