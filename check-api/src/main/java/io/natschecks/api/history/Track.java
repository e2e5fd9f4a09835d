// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import io.natschecks.api.snapshot.Snapshot;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A named number of an entity that a check wants followed. The engine reads it from every snapshot
 * and keeps it; the check reads the {@link Series}. The key decides what counts as the same entity:
 * a server's counters are keyed by its id, which is new with every start, so that a series never
 * spans a restart.
 *
 * <p>Keep tracks in constants: two tracks of one name must be the same object.
 *
 * @param <E> the entity
 * @since 0.1
 */
public final class Track<E> {

  private final String name;
  private final Function<Snapshot, ? extends Collection<E>> entities;
  private final Function<E, String> key;
  private final Function<E, OptionalLong> reading;
  private final boolean identity;

  private Track(
      String name,
      Function<Snapshot, ? extends Collection<E>> entities,
      Function<E, String> key,
      Function<E, OptionalLong> reading,
      boolean identity) {
    this.name = Objects.requireNonNull(name, "name");
    this.entities = Objects.requireNonNull(entities, "entities");
    this.key = Objects.requireNonNull(key, "key");
    this.reading = Objects.requireNonNull(reading, "reading");
    this.identity = identity;
  }

  /**
   * Declares a track.
   *
   * @param <E> the entity
   * @param name names it, unique among all checks, such as server.jetstream.api.total
   * @param entities finds the entities in a snapshot
   * @param key gives the key that stays the same while an entity stays the same
   * @param reading reads the number; empty leaves a hole, which is not zero
   * @return the track
   */
  public static <E> Track<E> of(
      String name,
      Function<Snapshot, ? extends Collection<E>> entities,
      Function<E, String> key,
      Function<E, OptionalLong> reading) {
    return new Track<>(name, entities, key, reading, false);
  }

  /**
   * Declares a track of numbers that tell one thing from another, such as times of starts. All that
   * matters of them is which there were and when, so of a run of equal samples the history needs to
   * keep only the first and the last. The first one stays for as long as its run reaches into the
   * window, so that the series tells since when the value is as it is.
   *
   * @param <E> the entity
   * @param name names it, unique among all checks, such as server.start
   * @param entities finds the entities in a snapshot
   * @param key gives the key that stays the same while an entity stays the same
   * @param reading reads the number; empty leaves a hole, which is not zero
   * @return the track
   */
  public static <E> Track<E> ofIdentity(
      String name,
      Function<Snapshot, ? extends Collection<E>> entities,
      Function<E, String> key,
      Function<E, OptionalLong> reading) {
    return new Track<>(name, entities, key, reading, true);
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
   * Gives the key of an entity.
   *
   * @param entity the entity
   * @return its key
   */
  public String keyOf(E entity) {
    return key.apply(entity);
  }

  /**
   * Reads all values of a snapshot.
   *
   * @param snapshot the snapshot
   * @param reader receives each key with its value
   */
  public void read(Snapshot snapshot, Reader reader) {
    for (E entity : entities.apply(snapshot)) {
      OptionalLong value = reading.apply(entity);
      if (value.isPresent()) {
        reader.accept(key.apply(entity), value.getAsLong());
      }
    }
  }

  /**
   * Receives the values of a track.
   *
   * @since 0.1
   */
  @FunctionalInterface
  public interface Reader {

    /**
     * Takes one value.
     *
     * @param key key of the entity
     * @param value its number
     */
    void accept(String key, long value);
  }

  @Override
  public String toString() {
    return name;
  }
}
