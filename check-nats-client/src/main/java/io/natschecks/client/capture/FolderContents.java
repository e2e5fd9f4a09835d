// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The files of a folder, those that end in {@code .gz} unpacked. Nothing outside is read. */
final class FolderContents implements CaptureContents {

  private final Path folder;
  private final ReadBudget budget = new ReadBudget(CaptureLimits.DEFAULT);

  FolderContents(Path folder) throws IOException {
    CapturePath.requireReadable(folder);
    this.folder = folder.toRealPath();
  }

  @Override
  public byte[] read(String location) throws IOException {
    try (InputStream in = open(location)) {
      return budget.read(in);
    }
  }

  @Override
  public byte[] beginning(String location) throws IOException {
    try (InputStream in = open(location)) {
      return ReadBudget.beginning(in);
    }
  }

  private InputStream open(String location) throws IOException {
    InputStream in = Files.newInputStream(file(location));
    try {
      return location.endsWith(".gz") ? new GZIPInputStream(in) : in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private Path file(String location) throws IOException {
    Path file;
    try {
      file = folder.resolve(location).toRealPath();
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new IOException("it is not in the folder", e);
    }
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new IOException("it is no file in the folder");
    }
    return file;
  }

  @Override
  public void close() {
    // Each file is closed when it has been read.
  }
}
