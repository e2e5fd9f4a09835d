// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

/** Searches among sorted hashes. They are evenly spread, so that a good guess is near. */
final class SortedHashes {

  private SortedHashes() {}

  /** Finds the place of a hash; negative if it is not there. */
  static int find(long[] sorted, long hash) {
    int low = 0;
    int high = sorted.length - 1;
    int guess = (int) ((((hash ^ Long.MIN_VALUE) >>> 33) * sorted.length) >>> 31);
    int step = 1;
    if (high >= 0 && sorted[guess] < hash) {
      low = guess + 1;
      while (low + step < high && sorted[low + step] < hash) {
        low += step;
        step *= 2;
      }
      high = Math.min(high, low + step);
    } else if (high >= 0) {
      high = guess;
      while (high - step > low && sorted[high - step] > hash) {
        high -= step;
        step *= 2;
      }
      low = Math.max(low, high - step);
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] == hash) {
        return middle;
      }
      if (sorted[middle] < hash) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
