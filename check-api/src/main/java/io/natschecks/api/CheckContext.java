// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.Account;
import io.natschecks.api.snapshot.Connection;
import io.natschecks.api.snapshot.Consumer;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a check knows: the current snapshot, the one before, the history of its tracks, and the
 * values of its parameters.
 *
 * @since 0.1
 */
public final class CheckContext {

  private final CheckDescriptor descriptor;
  private final Snapshot current;
  private final @Nullable Snapshot previous;
  private final History history;
  private final Map<Parameter<?>, Object> values;
  private final @Nullable Severity severity;
  private final int maxFindings;
  private final Share share;
  private final @Nullable FindingFilter accepted;

  private CheckContext(Builder builder) {
    this.descriptor = builder.descriptor;
    this.current = builder.current;
    this.previous = builder.previous;
    this.history = builder.history;
    this.values = Map.copyOf(builder.values);
    this.severity = builder.severity;
    this.maxFindings = builder.maxFindings;
    this.share = builder.share;
    this.accepted = builder.accepted;
  }

  /**
   * Starts a context, as the engine and unit tests do.
   *
   * @param descriptor descriptor of the check
   * @param current the snapshot to evaluate
   * @return a new builder
   */
  public static Builder builder(CheckDescriptor descriptor, Snapshot current) {
    return new Builder(descriptor, current);
  }

  /**
   * Describes the check that is evaluated.
   *
   * @return its descriptor
   */
  public CheckDescriptor descriptor() {
    return descriptor;
  }

  /**
   * The snapshot to evaluate.
   *
   * @return the current snapshot
   */
  public Snapshot current() {
    return current;
  }

  /**
   * The snapshot before.
   *
   * @return the previous snapshot of the same source, or null if there is none
   */
  public @Nullable Snapshot previous() {
    return previous;
  }

  /**
   * The time that counts as now.
   *
   * @return the time of the current snapshot
   */
  public Instant now() {
    return current.takenAt();
  }

  /**
   * The value of a parameter.
   *
   * @param <T> type of the value
   * @param parameter one of the descriptor's parameters
   * @return the configured value, else the default
   * @throws IllegalArgumentException if the descriptor does not declare the parameter
   */
  public <T> T value(Parameter<T> parameter) {
    if (!descriptor.parameters().contains(parameter)) {
      throw new IllegalArgumentException(
          descriptor.code() + " does not declare the parameter " + parameter.key());
    }
    Object value = values.get(parameter);
    return value == null ? parameter.defaultValue() : parameter.type().cast(value);
  }

  /**
   * The severity that the host has set for the check.
   *
   * @return the severity of all its findings, or null if the check decides
   */
  public @Nullable Severity severity() {
    return severity;
  }

  /**
   * How many findings are kept.
   *
   * @return at least 1
   */
  public int maxFindings() {
    return maxFindings;
  }

  /**
   * Says whether this evaluation answers for an entity. Only a check that collects its result
   * itself asks: what others say of entities that are not theirs to judge is left out anyway.
   *
   * @param entity the entity
   * @return false if the host has set other values for it; then another evaluation answers
   */
  public boolean answersFor(Entity entity) {
    return share.entities().test(entity);
  }

  Share share() {
    return share;
  }

  boolean isAccepted(Severity findingSeverity, Entity entity, String key) {
    return accepted != null && accepted.test(findingSeverity, entity, key);
  }

  /**
   * How far back the history can reach.
   *
   * @return the window
   */
  public Duration window() {
    return history.window();
  }

  /**
   * How much of the window was seen.
   *
   * @return the snapshots that are remembered, the current one included
   */
  public Seen seen() {
    return history.seen();
  }

  /**
   * How many snapshots were taken lately.
   *
   * @param time since when, itself excluded
   * @return the number of snapshots after that time, of the newest that are known one by one
   */
  public long snapshotsAfter(Instant time) {
    return history.snapshotsAfter(time);
  }

  /**
   * The keys of all entities of a kind that were seen within the window.
   *
   * @param tracked the kind of one of the descriptor's tracks, one that can be listed
   * @return the keys, in no order
   */
  public Collection<String> keys(Tracked<?> tracked) {
    return history.keys(tracked);
  }

  /**
   * The history of an entity, the current snapshot included.
   *
   * @param <E> the entity
   * @param track one of the descriptor's tracks
   * @param entity the entity
   * @return its samples; empty if nothing is known
   */
  public <E> Series series(Track<E> track, E entity) {
    return history.series(track, track.tracked().keyOf(entity));
  }

  /**
   * Judges servers by a section. Servers without it are recorded as gaps, and so are servers that
   * answered nothing at all.
   *
   * @param <S> the section
   * @param section the section
   * @param value reads it from a server; null where it is missing
   * @return the servers that have it
   */
  public <S> Population<Observed<S>> servers(Section section, Function<Server, @Nullable S> value) {
    List<Observed<S>> observed = new ArrayList<>(current.servers().size());
    List<Gap> gaps = new ArrayList<>();
    for (Server server : current.servers()) {
      Coverage.Entry entry = current.coverage().of(section, server.id());
      S part = value.apply(server);
      if (entry.isGathered() && part != null) {
        observed.add(new Observed<>(server, part));
      } else {
        gaps.add(gap(server, section, entry));
      }
    }
    current.silentServers().forEach(silent -> gaps.add(gap(silent)));
    return Population.of(this, observed, each -> Entity.of(each.server()), gaps);
  }

  /**
   * Judges accounts.
   *
   * @param sections the sections that the verdicts rest on; servers without one are recorded as
   *     gaps
   * @return the accounts
   */
  public Population<Account> accounts(Section... sections) {
    return over(current.accounts(), Entity::of, sections);
  }

  /**
   * Judges how a section of servers changed since the snapshot before. A server is compared only
   * with its own incarnation; one that was started or first seen since then, or of which a snapshot
   * lacks the section, is recorded as a gap.
   *
   * @param <S> the section
   * @param section the section
   * @param value reads it from a server; null where it is missing
   * @return the servers that have it in both snapshots
   */
  public <S> Population<Change<S>> changes(Section section, Function<Server, @Nullable S> value) {
    List<Change<S>> changes = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    for (Server server : current.servers()) {
      Coverage.Entry entry = current.coverage().of(section, server.id());
      S now = value.apply(server);
      Server earlier = previous == null ? null : previous.server(server.id());
      S before = earlier == null ? null : value.apply(earlier);
      if (!entry.isGathered() || now == null) {
        gaps.add(gap(server, section, entry));
      } else if (previous == null
          || before == null
          || !previous.coverage().of(section, server.id()).isGathered()) {
        gaps.add(
            new Gap(
                Entity.of(server).label(),
                SkipReason.NO_PREVIOUS_SNAPSHOT,
                "the snapshot before says nothing of this incarnation of it"));
      } else {
        changes.add(new Change<>(server, before, now, sincePrevious(previous)));
      }
    }
    current.silentServers().forEach(silent -> gaps.add(gap(silent)));
    return Population.of(this, changes, each -> Entity.of(each.server()), gaps);
  }

  private Duration sincePrevious(Snapshot before) {
    return Duration.between(before.takenAt(), current.takenAt());
  }

  /**
   * Judges streams by what their leaders say. Streams of which no leader answered are recorded as
   * gaps, and so are servers of which the streams are not known.
   *
   * @return the streams with a leader's view
   */
  public Population<LedStream> streams() {
    List<Gap> gaps = missing(Section.JSZ_STREAMS);
    return Population.of(
        this,
        current.streams(),
        CheckContext::led,
        stream -> leaderless(Entity.of(stream), gaps),
        led -> Entity.of(led.stream()),
        gaps);
  }

  /** A silent server may be the leader; if all answered, there is none. */
  private static Gap leaderless(Entity entity, List<Gap> gaps) {
    return new Gap(
        entity.label(),
        gaps.isEmpty() ? SkipReason.NOT_EVALUABLE : gaps.get(0).reason(),
        "no leader of it answered");
  }

  private static @Nullable LedStream led(Stream stream) {
    StreamView view = stream.leaderView();
    return view == null ? null : new LedStream(stream, view);
  }

  /**
   * Judges consumers by what their leaders say. Consumers of which no leader answered are recorded
   * as gaps, and so are servers of which the consumers are not known.
   *
   * @return the consumers with a leader's view
   */
  public Population<Consumer> consumers() {
    List<Gap> gaps = missing(Section.JSZ_CONSUMERS);
    return Population.of(
        this,
        current.consumers(),
        consumer -> consumer.isLeaderView() ? consumer : null,
        consumer -> leaderless(Entity.of(consumer), gaps),
        Entity::of,
        gaps);
  }

  /**
   * Judges open connections. Servers of which they are not all known are recorded as gaps.
   *
   * @return the connections of clients and leaf nodes
   */
  public Population<Connection> connections() {
    return over(current.connections(), this::entityOf, Section.CONNZ);
  }

  /**
   * Names a connection of this snapshot.
   *
   * @param connection the connection
   * @return the entity
   */
  public Entity.Connection entityOf(Connection connection) {
    Server server = current.server(connection.serverId());
    return new Entity.Connection(
        server == null
            ? new Entity.Server("", connection.serverId(), connection.serverId())
            : Entity.of(server),
        connection.cid(),
        connection.account(),
        connection.name());
  }

  /**
   * Judges any entities.
   *
   * @param <E> what is judged
   * @param elements the entities, in a fixed order
   * @param naming names each
   * @param sections the sections that the verdicts rest on; servers without one are recorded as
   *     gaps
   * @return the population
   */
  public <E> Population<E> over(
      Collection<E> elements, Function<? super E, ? extends Entity> naming, Section... sections) {
    Map<String, Gap> gaps = new LinkedHashMap<>();
    for (Section section : sections) {
      missing(section).forEach(gap -> gaps.putIfAbsent(gap.subject(), gap));
    }
    return over(elements, naming, List.copyOf(gaps.values()));
  }

  /**
   * Judges any entities.
   *
   * @param <E> what is judged
   * @param elements the entities, in a fixed order
   * @param naming names each
   * @param gaps what should have been looked at and could not
   * @return the population
   */
  public <E> Population<E> over(
      Collection<E> elements, Function<? super E, ? extends Entity> naming, List<Gap> gaps) {
    return Population.of(this, elements, naming, gaps);
  }

  /**
   * Lists the servers that a section is missing of, silent ones included.
   *
   * @param section the section
   * @return a gap for each; empty if the section is complete
   */
  public List<Gap> missing(Section section) {
    List<Gap> gaps = missing(section, current.servers());
    current.silentServers().forEach(silent -> gaps.add(gap(silent)));
    return gaps;
  }

  /**
   * Lists the servers of a cluster that a section is missing of. A silent server of which the
   * cluster is not known could belong to it, and is listed too.
   *
   * @param section the section
   * @param clusterName trimmed name of the cluster
   * @return a gap for each; empty if the section is complete in the cluster
   */
  public List<Gap> missing(Section section, String clusterName) {
    List<Gap> gaps = missing(section, current.serversOfCluster(clusterName));
    for (SilentServer silent : current.silentServers()) {
      String cluster = silent.cluster();
      if (cluster == null || cluster.strip().equals(clusterName)) {
        gaps.add(gap(silent));
      }
    }
    return gaps;
  }

  private List<Gap> missing(Section section, Collection<Server> servers) {
    List<Gap> gaps = new ArrayList<>();
    for (Server server : servers) {
      Coverage.Entry entry = current.coverage().of(section, server.id());
      if (!entry.isGathered()) {
        gaps.add(gap(server, section, entry));
      }
    }
    return gaps;
  }

  private static Gap gap(Server server, Section section, Coverage.Entry entry) {
    String subject = Entity.of(server).label();
    return entry.isGathered()
        ? new Gap(subject, SkipReason.NOT_EVALUABLE, section + " says nothing of it")
        : new Gap(subject, SkipReason.of(entry.status()), detail(section, entry));
  }

  private static String detail(Section section, Coverage.Entry entry) {
    return entry.detail().isEmpty() ? section.name() : section + ": " + entry.detail();
  }

  private static Gap gap(SilentServer silent) {
    return new Gap(
        EntityType.SERVER.label() + " " + Display.name(silent.name()),
        SkipReason.TIMED_OUT,
        silent.reason());
  }

  /**
   * Builds a context. Not safe for use by several threads.
   *
   * @since 0.1
   */
  public static final class Builder {
    private final CheckDescriptor descriptor;
    private final Snapshot current;
    private @Nullable Snapshot previous;
    private History history = History.NONE;
    private final Map<Parameter<?>, Object> values = new LinkedHashMap<>();
    private @Nullable Severity severity;
    private int maxFindings = CheckResult.DEFAULT_MAX_FINDINGS;
    private Share share = Share.WHOLE;
    private @Nullable FindingFilter accepted;

    private Builder(CheckDescriptor descriptor, Snapshot current) {
      this.descriptor = Objects.requireNonNull(descriptor, "descriptor");
      this.current = Objects.requireNonNull(current, "current");
    }

    /**
     * Sets {@link CheckContext#previous()}.
     *
     * @param value the previous snapshot, or null
     * @return this builder
     */
    public Builder previous(@Nullable Snapshot value) {
      this.previous = value;
      return this;
    }

    /**
     * Sets the history.
     *
     * @param value the history
     * @return this builder
     */
    public Builder history(History value) {
      this.history = Objects.requireNonNull(value, "history");
      return this;
    }

    /**
     * Sets a parameter.
     *
     * @param <T> type of the value
     * @param parameter the parameter
     * @param value its value
     * @return this builder
     */
    public <T> Builder parameter(Parameter<T> parameter, T value) {
      values.put(parameter, value);
      return this;
    }

    /**
     * Sets parameters.
     *
     * @param byParameter values by parameter, of the parameters' types
     * @return this builder
     */
    public Builder parameters(Map<Parameter<?>, Object> byParameter) {
      values.putAll(byParameter);
      return this;
    }

    /**
     * Sets {@link CheckContext#severity()}.
     *
     * @param value the severity, or null
     * @return this builder
     */
    public Builder severity(@Nullable Severity value) {
      this.severity = value;
      return this;
    }

    /**
     * Sets {@link CheckContext#maxFindings()}.
     *
     * @param value at least 1
     * @return this builder
     */
    public Builder maxFindings(int value) {
      this.maxFindings = value;
      return this;
    }

    /**
     * Lets this evaluation answer for a share of the entities, as the engine does where a host has
     * set other values for some of them. All are judged, but only what is said of these counts.
     *
     * @param entities which
     * @param commonGaps whether it also tells what nobody could look at, such as a server that
     *     answered nothing; true for exactly one of the evaluations that share the work
     * @return this builder
     */
    public Builder share(Predicate<? super Entity> entities, boolean commonGaps) {
      this.share = new Share(entities::test, commonGaps);
      return this;
    }

    /**
     * Sets which findings the host has accepted. They come apart from the others, in {@link
     * CheckResult#accepted()}.
     *
     * @param filter says which; null for none
     * @return this builder
     */
    public Builder accepted(@Nullable FindingFilter filter) {
      this.accepted = filter;
      return this;
    }

    /**
     * Builds the context.
     *
     * @return the immutable context
     */
    public CheckContext build() {
      return new CheckContext(this);
    }
  }
}
