// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.config;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Snapshot;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Selects entities by the names that they consist of: server, cluster, account, stream, consumer.
 * All patterns that are given must match; an entity that has no such name does not. So an account
 * selects its streams, consumers, connections, users and services too, and a server its routes,
 * gateways, leaf nodes and connections.
 *
 * <p>Patterns are written in the style of subjects. Names are split into tokens at their dots;
 * {@code *} stands for one token, or within a token for any characters ({@code ORDERS_*}); {@code
 * >} at the end stands for one or more tokens. A backslash takes the next character as it is.
 * Accounts match by name or by id. Immutable.
 *
 * @since 0.1
 */
public final class EntityPattern {

  static final List<String> KEYS = List.of("server", "cluster", "account", "stream", "consumer");

  /** Selects everything. */
  public static final EntityPattern ANY = new EntityPattern(Map.of());

  private static final String SEPARATORS = ",=";

  private final Map<String, NamePattern> patterns;

  private EntityPattern(Map<String, NamePattern> patterns) {
    Map<String, NamePattern> sorted = new TreeMap<>(Comparator.comparingInt(KEYS::indexOf));
    sorted.putAll(patterns);
    this.patterns = sorted;
  }

  /**
   * Reads the form that stands on one line, such as {@code account=ACME,stream=ORDERS_*}. A comma
   * or an equals sign in a name is written with a backslash before it.
   *
   * @param text keys with patterns
   * @return the pattern
   * @throws ConfigException if a key is not known or given twice, or a pattern is wrong
   */
  public static EntityPattern parse(String text) {
    return CompactPattern.parse("match", text);
  }

  /**
   * Selects by the name of the server.
   *
   * @param pattern the pattern
   * @return a pattern that asks for this too
   * @throws ConfigException if the pattern is wrong
   */
  public EntityPattern server(String pattern) {
    return with("server", "server", pattern);
  }

  /**
   * Selects by the name of the cluster.
   *
   * @param pattern the pattern
   * @return a pattern that asks for this too
   * @throws ConfigException if the pattern is wrong
   */
  public EntityPattern cluster(String pattern) {
    return with("cluster", "cluster", pattern);
  }

  /**
   * Selects by the name or the id of the account.
   *
   * @param pattern the pattern
   * @return a pattern that asks for this too
   * @throws ConfigException if the pattern is wrong
   */
  public EntityPattern account(String pattern) {
    return with("account", "account", pattern);
  }

  /**
   * Selects by the name of the stream.
   *
   * @param pattern the pattern
   * @return a pattern that asks for this too
   * @throws ConfigException if the pattern is wrong
   */
  public EntityPattern stream(String pattern) {
    return with("stream", "stream", pattern);
  }

  /**
   * Selects by the name of the consumer.
   *
   * @param pattern the pattern
   * @return a pattern that asks for this too
   * @throws ConfigException if the pattern is wrong
   */
  public EntityPattern consumer(String pattern) {
    return with("consumer", "consumer", pattern);
  }

  EntityPattern with(String path, String key, String pattern) {
    Map<String, NamePattern> more = new LinkedHashMap<>(patterns);
    more.put(key, NamePattern.of(path, pattern));
    return new EntityPattern(more);
  }

  boolean has(String key) {
    return patterns.containsKey(key);
  }

  /**
   * Says whether an entity is selected.
   *
   * @param entity the entity
   * @param snapshot knows the names of the accounts
   * @return true if all that is asked for matches
   */
  public boolean matches(Entity entity, Snapshot snapshot) {
    if (patterns.isEmpty()) {
      return true;
    }
    Map<String, String> parts = entity.parts();
    for (Map.Entry<String, NamePattern> each : patterns.entrySet()) {
      String key = each.getKey();
      String name = parts.get(key);
      if (name == null && entity instanceof Entity.LeafNode leaf && key.equals("cluster")) {
        name = leaf.server().cluster();
      }
      if (!matches(each.getValue(), name)
          && !(key.equals("account") && matches(each.getValue(), accountName(name, snapshot)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(NamePattern pattern, @Nullable String name) {
    return name != null && !name.isEmpty() && pattern.matches(name);
  }

  private static @Nullable String accountName(@Nullable String id, Snapshot snapshot) {
    Account account = id == null ? null : snapshot.account(id);
    return account == null ? null : account.name();
  }

  /**
   * What is asked for, as JSON gives it.
   *
   * @return patterns by key; empty if everything is selected
   */
  public Map<String, String> patterns() {
    Map<String, String> texts = new LinkedHashMap<>();
    patterns.forEach((key, pattern) -> texts.put(key, pattern.text("")));
    return texts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntityPattern that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The form that {@link #parse} reads; empty if everything is selected. */
  @Override
  public String toString() {
    return patterns.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue().text(SEPARATORS))
        .collect(Collectors.joining(","));
  }
}
