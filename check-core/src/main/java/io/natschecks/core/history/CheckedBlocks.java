// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * Streams of parts that consist of blocks. A block is its length, its bytes, and the checksum of
 * all bytes from the first block on; an empty block ends a part.
 */
final class CheckedBlocks {

  private static final int MOST = 1 << 16;

  private CheckedBlocks() {}

  /** Writes parts. Closing it closes nothing. */
  static final class Output extends OutputStream {
    private final DataOutputStream out;
    private final CRC32C checksum = new CRC32C();
    private final byte[] block = new byte[MOST];
    private int size;

    Output(OutputStream out) {
      this.out = new DataOutputStream(out);
    }

    @Override
    public void write(int value) throws IOException {
      if (size == MOST) {
        writeBlock();
      }
      block[size++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      for (int done = 0; done < length; ) {
        if (size == MOST) {
          writeBlock();
        }
        int next = Math.min(length - done, MOST - size);
        System.arraycopy(bytes, offset + done, block, size, next);
        size += next;
        done += next;
      }
    }

    void endPart() throws IOException {
      if (size > 0) {
        writeBlock();
      }
      writeBlock();
    }

    private void writeBlock() throws IOException {
      checksum.update(block, 0, size);
      out.writeInt(size);
      out.write(block, 0, size);
      out.writeInt((int) checksum.getValue());
      size = 0;
    }
  }

  /** Reads parts, one after the other. Closing it closes nothing. */
  static final class Input extends InputStream {
    private final DataInputStream in;
    private final CRC32C checksum = new CRC32C();
    private final byte[] block = new byte[MOST];
    private int size;
    private int next;
    private boolean ended;

    Input(InputStream in) {
      this.in = new DataInputStream(in);
    }

    @Override
    public int read() throws IOException {
      return isAtEnd() ? -1 : block[next++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      if (isAtEnd()) {
        return -1;
      }
      int count = Math.min(length, size - next);
      System.arraycopy(block, next, bytes, offset, count);
      next += count;
      return count;
    }

    /** Goes to the next part, whatever is left of this one. */
    void skipPart() throws IOException {
      while (!isAtEnd()) {
        next = size;
      }
      ended = false;
    }

    private boolean isAtEnd() throws IOException {
      if (next == size && !ended) {
        readBlock();
        ended = size == 0;
      }
      return ended;
    }

    private void readBlock() throws IOException {
      next = 0;
      size = 0;
      try {
        int length = in.readInt();
        if (length < 0 || length > MOST) {
          throw new DamagedHistoryException("it is damaged");
        }
        in.readFully(block, 0, length);
        checksum.update(block, 0, length);
        if (in.readInt() != (int) checksum.getValue()) {
          throw new DamagedHistoryException("it is damaged");
        }
        size = length;
      } catch (EOFException e) {
        throw new DamagedHistoryException("it ends too early", e);
      }
    }
  }
}
