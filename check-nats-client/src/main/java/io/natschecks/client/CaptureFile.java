// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import io.natschecks.client.capture.CaptureWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A ZIP archive into which a source writes what it gathers, so that it can be audited later and
 * elsewhere with {@link CaptureSnapshotSource}. It holds the answers as the servers sent them:
 * configuration, names, and what else they tell. It is confidential, and only its owner may read
 * it.
 *
 * <p>Every snapshot that the source takes is added; two with some time between make a pair, from
 * which changes can be told. {@code nats audit analyze} reads the archive too, and sees the first.
 *
 * <p>The file appears when the capture is closed, whole, in place of one that was there. If no
 * snapshot was taken, or the disk is full, none appears.
 *
 * @since 0.1
 */
public final class CaptureFile implements AutoCloseable {

  private final CaptureWriter writer;

  private CaptureFile(CaptureWriter writer) {
    this.writer = writer;
  }

  /**
   * Starts a capture.
   *
   * @param path where it will be, in a folder that exists
   * @return the capture; to be closed
   * @throws IOException if no file can be created there; the message is one sentence for people
   */
  public static CaptureFile create(Path path) throws IOException {
    return new CaptureFile(CaptureWriter.create(path));
  }

  /** Where sources record what they gather. */
  CaptureWriter writer() {
    return writer;
  }

  /**
   * Ends the capture and puts it in its place; does nothing the second time.
   *
   * @throws IOException if it could not be written; the message is one sentence for people
   */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
