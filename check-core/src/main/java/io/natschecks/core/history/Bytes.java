// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.util.Arrays;

/** Bytes that are written one after the other; numbers take as few as they need. */
final class Bytes {

  private byte[] data = new byte[256];
  private int size;

  int size() {
    return size;
  }

  byte[] data() {
    return data;
  }

  void clear() {
    size = 0;
  }

  void put(int value) {
    if (size == data.length) {
      data = Arrays.copyOf(data, 2 * size);
    }
    data[size++] = (byte) value;
  }

  /** Seven bits a byte, the lowest first; a negative number takes ten bytes. */
  void putNumber(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      put((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** A number of either sign, small in few bytes. */
  void putSigned(long value) {
    putNumber((value << 1) ^ (value >> 63));
  }

  void put(Bytes other) {
    put(other.data, other.size);
  }

  void put(byte[] bytes) {
    put(bytes, bytes.length);
  }

  private void put(byte[] bytes, int length) {
    int needed = size + length;
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, 2 * data.length));
    }
    System.arraycopy(bytes, 0, data, size, length);
    size = needed;
  }
}
