// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A capture in a ZIP archive, of our own or of {@code nats audit gather}. */
final class ZipCapture implements Capture {

  private final Path path;
  private final CaptureLimits limits;
  private final List<RecordedSnapshot> snapshots;

  private ZipCapture(Path path, CaptureLimits limits, List<RecordedSnapshot> snapshots) {
    this.path = path;
    this.limits = limits;
    this.snapshots = snapshots;
  }

  static ZipCapture open(Path path, CaptureLimits limits) throws IOException {
    try (ZipContents zip = ZipContents.open(path, limits)) {
      if (zip.isEmpty()) {
        throw new IOException("The capture " + path + " is empty.");
      }
      Manifest manifest = manifest(zip, path);
      List<RecordedSnapshot> snapshots =
          zip.holds(CaptureIndex.PATH)
              ? index(zip, path)
              : List.of(GatherArchive.read(manifest, zip, path));
      return new ZipCapture(path, limits, snapshots);
    }
  }

  private static Manifest manifest(ZipContents zip, Path path) throws IOException {
    if (!zip.holds(Manifest.PATH)) {
      throw new IOException(
          "The capture " + path + " holds no manifest, so nats audit did not write it.");
    }
    try {
      return Manifest.read(zip.read(Manifest.PATH));
    } catch (IOException e) {
      throw new IOException(
          "The manifest of the capture " + path + " is damaged: " + e.getMessage() + ".", e);
    }
  }

  private static List<RecordedSnapshot> index(ZipContents zip, Path path) throws IOException {
    List<RecordedSnapshot> snapshots;
    try {
      snapshots = CaptureIndex.read(zip.read(CaptureIndex.PATH));
    } catch (IOException e) {
      throw new IOException(
          "The index of the capture " + path + " is damaged: " + e.getMessage() + ".", e);
    }
    if (snapshots.isEmpty()) {
      throw new IOException("The capture " + path + " holds no snapshot.");
    }
    return snapshots;
  }

  @Override
  public List<RecordedSnapshot> snapshots() {
    return snapshots;
  }

  @Override
  public CaptureContents contents() throws IOException {
    return ZipContents.open(path, limits);
  }
}
