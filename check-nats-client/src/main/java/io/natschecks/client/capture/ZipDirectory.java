// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A look at the end of a ZIP archive before it is opened: its directory is held in memory whole,
 * and its size is said there.
 */
final class ZipDirectory {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int OFFSET_OF_DIRECTORY_SIZE = 12;
  private static final int TYPICAL_DIRECTORY_ENTRY = 256;

  private ZipDirectory() {}

  static void check(Path path, CaptureLimits limits) throws IOException {
    CapturePath.requireReadable(path);
    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      if (file.size() == 0) {
        throw new IOException("The capture " + path + " is empty.");
      }
      if (!isZip(file)) {
        throw new IOException("The capture " + path + " is neither a ZIP archive nor a folder.");
      }
      long directory = directorySize(file, path);
      if (directory > (long) limits.entries() * TYPICAL_DIRECTORY_ENTRY) {
        throw new IOException(
            "The capture " + path + " holds more than " + limits.entries() + " files.");
      }
    }
  }

  private static boolean isZip(SeekableByteChannel file) throws IOException {
    ByteBuffer start = bytes(file, 0, 2);
    return start.remaining() == 2 && start.get(0) == 'P' && start.get(1) == 'K';
  }

  private static long directorySize(SeekableByteChannel file, Path path) throws IOException {
    int tail = (int) Math.min(file.size(), END_SIZE + LONGEST_COMMENT);
    ByteBuffer end = bytes(file, file.size() - tail, tail);
    for (int at = end.limit() - END_SIZE; at >= 0; at--) {
      if (end.getInt(at) == END_SIGNATURE) {
        return Integer.toUnsignedLong(end.getInt(at + OFFSET_OF_DIRECTORY_SIZE));
      }
    }
    throw new IOException("The capture " + path + " is a ZIP archive that was cut off.");
  }

  private static ByteBuffer bytes(SeekableByteChannel file, long position, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    file.position(position);
    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
      // Until it is full or the file ends.
    }
    return buffer.flip();
  }
}
