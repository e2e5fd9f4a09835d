// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files of a ZIP archive. Nothing is ever unpacked to disk, so names in it are only names. One
 * that stands there twice is unreadable: which of the two counts cannot be known.
 */
final class ZipContents implements CaptureContents {

  private final ZipFile zip;
  private final ReadBudget budget;
  private final Map<String, ZipEntry> entries;
  private final Set<String> twice = new HashSet<>();

  private ZipContents(ZipFile zip, CaptureLimits limits) {
    this.zip = zip;
    this.budget = new ReadBudget(limits);
    this.entries = new HashMap<>();
    for (Iterator<? extends ZipEntry> all = zip.entries().asIterator(); all.hasNext(); ) {
      ZipEntry entry = all.next();
      if (entries.putIfAbsent(entry.getName(), entry) != null) {
        twice.add(entry.getName());
      }
    }
  }

  /**
   * Opens an archive.
   *
   * @throws IOException if it is no sound archive; the message is one sentence for people
   */
  static ZipContents open(Path path, CaptureLimits limits) throws IOException {
    ZipDirectory.check(path, limits);
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (ZipException e) {
      throw new IOException(
          "The capture " + path + " is a damaged ZIP archive: " + e.getMessage() + ".", e);
    }
    if (zip.size() > limits.entries()) {
      zip.close();
      throw new IOException(
          "The capture " + path + " holds more than " + limits.entries() + " files.");
    }
    return new ZipContents(zip, limits);
  }

  boolean holds(String name) {
    return entries.containsKey(name);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public byte[] read(String name) throws IOException {
    ZipEntry entry = entry(name);
    byte[] body;
    try (InputStream in = zip.getInputStream(entry)) {
      body = budget.read(in);
    }
    CRC32 crc = new CRC32();
    crc.update(body);
    if (crc.getValue() != entry.getCrc()) {
      throw new IOException("its checksum is wrong");
    }
    return body;
  }

  @Override
  public byte[] beginning(String name) throws IOException {
    try (InputStream in = zip.getInputStream(entry(name))) {
      return ReadBudget.beginning(in);
    }
  }

  private ZipEntry entry(String name) throws IOException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new IOException("it is not in the archive");
    }
    if (twice.contains(name)) {
      throw new IOException("it stands twice in the archive");
    }
    return entry;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
