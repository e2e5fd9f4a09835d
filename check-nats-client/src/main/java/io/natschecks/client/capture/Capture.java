// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A capture on disk. It is opened anew for every reading, so it need not be closed. */
public interface Capture {

  /**
   * The snapshots that it holds.
   *
   * @return the snapshots, the oldest first; at least one
   */
  List<RecordedSnapshot> snapshots();

  /**
   * Opens it to read the bodies of answers.
   *
   * @return the open capture
   * @throws IOException if it cannot be opened; the message is one sentence for people
   */
  CaptureContents contents() throws IOException;

  /**
   * Looks at what a capture holds.
   *
   * @param path a ZIP archive, or a folder with an {@code index.json}
   * @return the capture
   * @throws IOException if it cannot be read; the message is one sentence for people
   */
  static Capture open(Path path) throws IOException {
    CapturePath.requireReadable(path);
    if (Files.isDirectory(path)) {
      return FolderCapture.open(path, FolderTransport.ANY);
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException("The capture " + path + " is neither a ZIP archive nor a folder.");
    }
    return ZipCapture.open(path, CaptureLimits.DEFAULT);
  }
}
