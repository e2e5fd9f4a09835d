// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of bytes, one after the other in a few large pages: a row costs its bytes and its length,
 * and an entry in the index for every {@value #STRIDE} of them.
 */
final class Rows {

  private static final int STRIDE = 8;
  private static final int PAGE = 1 << 18;

  private final List<byte[]> pages;
  private final long[] index;
  private final int size;

  private Rows(List<byte[]> pages, long[] index, int size) {
    this.pages = List.copyOf(pages);
    this.index = index;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** The bytes of a row. */
  ByteCursor get(int row) {
    long place = index[row / STRIDE];
    byte[] page = pages.get((int) (place / PAGE_LIMIT));
    ByteCursor cursor = new ByteCursor(page, (int) (place % PAGE_LIMIT), page.length);
    for (int i = row % STRIDE; i > 0; i--) {
      cursor.skipPart();
    }
    return cursor.getPart();
  }

  private static final long PAGE_LIMIT = 1L << 32;

  /** Collects rows. */
  static final class Builder {
    private final List<byte[]> pages = new ArrayList<>();
    private final Bytes page = new Bytes();
    private long[] index = new long[16];
    private int size;

    /** Adds a row. Rows of one stride lie on one page. */
    void add(Bytes row) {
      if (size % STRIDE == 0) {
        if (page.size() >= PAGE) {
          close();
        }
        if (size / STRIDE == index.length) {
          index = Arrays.copyOf(index, index.length + index.length / 2);
        }
        index[size / STRIDE] = pages.size() * PAGE_LIMIT + page.size();
      }
      page.putNumber(row.size());
      page.put(row);
      size++;
    }

    private void close() {
      pages.add(Arrays.copyOf(page.data(), page.size()));
      page.clear();
    }

    Rows build() {
      close();
      return new Rows(pages, Arrays.copyOf(index, (size + STRIDE - 1) / STRIDE), size);
    }
  }
}
