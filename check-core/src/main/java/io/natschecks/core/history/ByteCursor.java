// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.util.Arrays;
import java.util.Objects;

/** Reads what {@link Bytes} wrote. Damaged data ends in an {@link IndexOutOfBoundsException}. */
final class ByteCursor {

  private final byte[] data;
  private int position;
  private final int end;

  ByteCursor(byte[] data, int from, int to) {
    Objects.checkFromToIndex(from, to, data.length);
    this.data = data;
    this.position = from;
    this.end = to;
  }

  boolean hasMore() {
    return position < end;
  }

  int get() {
    Objects.checkIndex(position, end);
    return data[position++] & 0xff;
  }

  long getNumber() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = get();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
      Objects.checkIndex(shift, 63);
    }
  }

  long getSigned() {
    long value = getNumber();
    return (value >>> 1) ^ -(value & 1);
  }

  /** The next bytes, of which the length stands before them. */
  ByteCursor getPart() {
    long length = getNumber();
    Objects.checkFromIndexSize(position, length, (long) end);
    ByteCursor part = new ByteCursor(data, position, position + (int) length);
    position += (int) length;
    return part;
  }

  /** A copy of the bytes that are left. */
  byte[] remaining() {
    return Arrays.copyOfRange(data, position, end);
  }

  void skipPart() {
    long length = getNumber();
    Objects.checkFromIndexSize(position, length, (long) end);
    position += (int) length;
  }
}
