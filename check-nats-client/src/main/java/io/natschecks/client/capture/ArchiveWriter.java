// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a ZIP archive with a manifest. Until it is whole it lies beside its place under another
 * name, and nobody but its owner may read it: answers hold credentials.
 */
final class ArchiveWriter {

  private final Path target;
  private final Path partial;
  private final ZipOutputStream zip;
  private final Manifest manifest = new Manifest();
  private final Map<String, Integer> pages = new HashMap<>();

  private ArchiveWriter(Path target, Path partial, OutputStream out) {
    this.target = target;
    this.partial = partial;
    this.zip = new ZipOutputStream(out);
  }

  static ArchiveWriter create(Path path) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(target)) {
      throw new IOException(
          "The capture " + path + " cannot be written: it must be a file in a folder that exists.");
    }
    Path partial =
        Files.createTempFile(folder, "." + target.getFileName() + ".", ".part", ownerOnly(folder));
    try {
      return new ArchiveWriter(
          target, partial, new BufferedOutputStream(Files.newOutputStream(partial)));
    } catch (IOException e) {
      Files.deleteIfExists(partial);
      throw e;
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  /** Adds the next page at a place, and returns its path. */
  String addPage(String folder, List<Tag> tags, Instant time, byte[] body) throws IOException {
    int page = pages.merge(folder, 1, Integer::sum);
    return add(String.format(Locale.ROOT, "%s/%04d.json", folder, page), tags, time, body);
  }

  private String add(String path, List<Tag> tags, Instant time, byte[] body) throws IOException {
    start(path, time);
    zip.write(body);
    zip.closeEntry();
    manifest.add(path, tags);
    return path;
  }

  /** Adds a file that is no answer. */
  void addSpecial(String name, Instant time, EntryBody body) throws IOException {
    String path = "capture/misc/" + name + ".json";
    start(path, time);
    body.write(unclosed());
    zip.closeEntry();
    manifest.add(path, List.of(new Tag(Tag.SPECIAL, name)));
  }

  /** Writes the content of a file, and may close the stream. */
  @FunctionalInterface
  interface EntryBody {
    void write(OutputStream out) throws IOException;
  }

  private void start(String path, Instant time) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setLastModifiedTime(FileTime.from(time));
    zip.putNextEntry(entry);
  }

  private OutputStream unclosed() {
    return new FilterOutputStream(zip) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Ends the archive and puts it in its place. */
  void publish(Instant time) throws IOException {
    start(Manifest.PATH, time);
    manifest.write(unclosed());
    zip.closeEntry();
    zip.close();
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Leaves nothing behind. */
  void discard() throws IOException {
    try {
      zip.close();
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
