// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.history;

import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The entities of one kind in one snapshot, by the hashes of their keys.
 *
 * @param <E> the entity
 */
public final class Roll<E> {

  private static final int STRIDE = 1024;

  private final Tracked<E> tracked;
  private final Collection<? extends E> entities;
  private final long[] sorted;
  private final int[] places;
  private final String @Nullable [] keys;

  private Roll(
      Tracked<E> tracked,
      Collection<? extends E> entities,
      long[] hashes,
      String @Nullable [] keys) {
    this.tracked = tracked;
    this.entities = entities;
    this.sorted = sorted(hashes);
    this.places = new int[sorted.length];
    for (int i = 0; i < hashes.length; i++) {
      places[SortedHashes.find(sorted, hashes[i])] = i;
    }
    this.keys = keys;
  }

  private static long[] sorted(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    return distinct == sorted.length ? sorted : Arrays.copyOf(sorted, distinct);
  }

  static <E> Roll<E> of(Tracked<E> tracked, Snapshot snapshot, KeyHash hash) {
    Collection<? extends E> entities = tracked.in(snapshot);
    long[] hashes = new long[entities.size()];
    String[] keys = tracked.isListed() ? new String[hashes.length] : null;
    int count = 0;
    for (E entity : entities) {
      stopIfInterrupted(count);
      String key = tracked.keyOf(entity);
      if (keys != null) {
        keys[count] = key;
      }
      hashes[count++] = hash.of(key);
    }
    return new Roll<>(tracked, entities, hashes, keys);
  }

  /**
   * Reads a track of the kind.
   *
   * @param track the track
   * @return the value of each entity, in the order of the roll
   * @throws CancellationException if the thread is interrupted
   */
  public long[] read(Track<?> track) {
    if (track.tracked() != tracked) {
      throw new IllegalArgumentException(track + " does not follow a " + tracked);
    }
    @SuppressWarnings("unchecked") // A track reads what its kind finds.
    Track<E> own = (Track<E>) track;
    long[] values = new long[entities.size()];
    int count = 0;
    for (E entity : entities) {
      stopIfInterrupted(count);
      values[count++] = own.read(entity);
    }
    return values;
  }

  private static void stopIfInterrupted(int count) {
    if (count % STRIDE == 0 && Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the time budget is spent");
    }
  }

  Tracked<E> tracked() {
    return tracked;
  }

  /** How many different keys there are. */
  int size() {
    return sorted.length;
  }

  /** The hash of a key, in sorted order. */
  long hash(int rank) {
    return sorted[rank];
  }

  /** Where its entity stands in the order of the roll; of several of one key, the last. */
  int place(int rank) {
    return places[rank];
  }

  @Nullable String key(int rank) {
    return keys == null ? null : keys[places[rank]];
  }
}
