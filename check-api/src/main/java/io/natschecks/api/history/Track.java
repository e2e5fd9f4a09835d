// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * A named number of an entity that a check wants followed. The engine reads it from every snapshot
 * and keeps it; the check reads the {@link Series}.
 *
 * <p>Keep tracks in constants: two tracks of one name must be the same object. A check that follows
 * another one under a name that is taken is not loaded.
 *
 * @param <E> the entity
 * @since 0.1
 */
public final class Track<E> {

  /** What a reading gives where there is no value. It leaves a hole, which is not zero. */
  public static final long HOLE = Long.MIN_VALUE;

  private final Tracked<E> tracked;
  private final String name;
  private final ToLongFunction<? super E> reading;
  private final boolean identity;

  private Track(
      Tracked<E> tracked, String name, ToLongFunction<? super E> reading, boolean identity) {
    this.tracked = Objects.requireNonNull(tracked, "tracked");
    this.name = Objects.requireNonNull(name, "name");
    this.reading = Objects.requireNonNull(reading, "reading");
    this.identity = identity;
  }

  /**
   * Declares a track of numbers that measure or count.
   *
   * @param <E> the entity
   * @param tracked the kind of entity
   * @param name names it, unique among all checks, such as server.jetstream.api.total
   * @param reading reads the number, or gives {@link #HOLE}
   * @return the track
   */
  public static <E> Track<E> of(
      Tracked<E> tracked, String name, ToLongFunction<? super E> reading) {
    return new Track<>(tracked, name, reading, false);
  }

  /**
   * Declares a track of numbers that tell one thing from another, such as times of starts. All that
   * matters of them is which there were and when, so of a run of equal samples the history keeps
   * only the first and the last. The first one stays for as long as its run reaches into the
   * window, so that the series tells since when the value is as it is.
   *
   * @param <E> the entity
   * @param tracked the kind of entity
   * @param name names it, unique among all checks, such as server.start
   * @param reading reads the number, or gives {@link #HOLE}
   * @return the track
   */
  public static <E> Track<E> ofIdentity(
      Tracked<E> tracked, String name, ToLongFunction<? super E> reading) {
    return new Track<>(tracked, name, reading, true);
  }

  /**
   * The kind of entity that is followed.
   *
   * @return the kind
   */
  public Tracked<E> tracked() {
    return tracked;
  }

  /**
   * The name of the track.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Says what its numbers are.
   *
   * @return true if they only tell one thing from another; false if they measure or count
   */
  public boolean isIdentity() {
    return identity;
  }

  /**
   * Reads the number of an entity.
   *
   * @param entity the entity
   * @return the number, or {@link #HOLE}
   */
  public long read(E entity) {
    return reading.applyAsLong(entity);
  }

  @Override
  public String toString() {
    return name;
  }
}
