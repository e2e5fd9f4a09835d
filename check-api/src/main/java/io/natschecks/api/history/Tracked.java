// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.history;

import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A kind of entity that can be followed: how to find them in a snapshot, and by what key one is
 * known again in the next. The key decides what counts as the same: a server's counters are keyed
 * by its id, which is new with every start, so that a series never spans a restart; the key of a
 * stream holds the time of its creation.
 *
 * <p>Keep it in a constant: two of one name must be the same object, or one of their checks is not
 * loaded. Tracks that share it share the memory of its keys.
 *
 * @param <E> the entity
 * @since 0.1
 */
public final class Tracked<E> {

  /** Servers that answered, each start of one by itself. */
  public static final Tracked<Server> SERVERS = of("server", Snapshot::servers, Server::id);

  /** Accounts. */
  public static final Tracked<Account> ACCOUNTS = of("account", Snapshot::accounts, Account::id);

  /** Streams as their leaders see them; one that was made anew is another. */
  public static final Tracked<LedStream> STREAMS =
      of("stream", Tracked::led, led -> key(keyOf(led.id()), digits(led.stream().created())));

  /** Consumers as their leaders see them; one that was made anew is another. */
  public static final Tracked<Consumer> CONSUMERS =
      of(
          "consumer",
          snapshot -> snapshot.consumers().stream().filter(Consumer::isLeaderView).toList(),
          consumer -> key(keyOf(consumer.stream()), consumer.name(), digits(consumer.created())));

  private final String name;
  private final Function<Snapshot, ? extends Collection<? extends E>> entities;
  private final Function<? super E, String> key;
  private final boolean listed;

  private Tracked(
      String name,
      Function<Snapshot, ? extends Collection<? extends E>> entities,
      Function<? super E, String> key,
      boolean listed) {
    this.name = Objects.requireNonNull(name, "name");
    this.entities = Objects.requireNonNull(entities, "entities");
    this.key = Objects.requireNonNull(key, "key");
    this.listed = listed;
  }

  /**
   * Declares a kind of entity.
   *
   * @param <E> the entity
   * @param name names it, unique among all checks, such as consumer
   * @param entities finds the entities in a snapshot; their keys differ
   * @param key gives the key that stays the same while an entity stays the same
   * @return the kind
   */
  public static <E> Tracked<E> of(
      String name,
      Function<Snapshot, ? extends Collection<? extends E>> entities,
      Function<? super E, String> key) {
    return new Tracked<>(name, entities, key, false);
  }

  /**
   * Declares a kind of entity of which the history can {@linkplain History#keys list the keys} that
   * it has seen. That takes the memory of their texts.
   *
   * @param <E> the entity
   * @param name names it, unique among all checks, such as user
   * @param entities finds the entities in a snapshot; their keys differ
   * @param key gives the key that stays the same while an entity stays the same
   * @return the kind
   */
  public static <E> Tracked<E> listed(
      String name,
      Function<Snapshot, ? extends Collection<? extends E>> entities,
      Function<? super E, String> key) {
    return new Tracked<>(name, entities, key, true);
  }

  private static List<LedStream> led(Snapshot snapshot) {
    List<LedStream> led = new ArrayList<>(snapshot.streams().size());
    for (Stream stream : snapshot.streams()) {
      StreamView view = stream.leaderView();
      if (view != null) {
        led.add(new LedStream(stream, view));
      }
    }
    return led;
  }

  /** A time without the cost of a calendar, since there may be a million of them. */
  private static String digits(Instant time) {
    return time.getEpochSecond() + "." + time.getNano();
  }

  private static String keyOf(StreamId id) {
    String domain = id.domain();
    return key(domain == null ? "" : domain, id.account(), id.name());
  }

  /**
   * Joins what makes up a key. Names are of any characters, so each is told from the next by its
   * length.
   *
   * @param parts the parts
   * @return a key that no other parts give
   */
  public static String key(String... parts) {
    StringBuilder key = new StringBuilder();
    for (String part : parts) {
      key.append(part.length()).append(':').append(part);
    }
    return key.toString();
  }

  /**
   * Takes a key apart again.
   *
   * @param key a key that {@link #key} has joined
   * @return its parts
   * @throws IllegalArgumentException if no parts give this key
   */
  public static List<String> parts(String key) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < key.length(); ) {
      int colon = key.indexOf(':', at);
      int length = colon < 0 ? -1 : Integer.parseInt(key, at, colon, 10);
      if (length < 0 || length > key.length() - colon - 1) {
        throw new IllegalArgumentException("no key of parts: " + key);
      }
      at = colon + 1 + length;
      parts.add(key.substring(colon + 1, at));
    }
    return parts;
  }

  /**
   * The name of the kind.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Says whether the keys can be listed.
   *
   * @return true if the history keeps their texts
   */
  public boolean isListed() {
    return listed;
  }

  /**
   * Finds the entities.
   *
   * @param snapshot a snapshot
   * @return those that are in it
   */
  public Collection<? extends E> in(Snapshot snapshot) {
    return entities.apply(snapshot);
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

  @Override
  public String toString() {
    return name;
  }
}
