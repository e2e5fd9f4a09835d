// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.history.History;
import io.natschecks.api.history.Sample;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.report.Overview;
import io.natschecks.core.report.TrackedSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses series for drawing: those of servers, accounts, streams and consumers. Other kinds are
 * made up by the checks that follow them, and no entity tells which of them is meant.
 */
final class SeriesChoice {

  private final Snapshot snapshot;
  private final History history;
  private final Map<Tracked<?>, Class<?>> kinds = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final List<TrackedSeries> chosen = new ArrayList<>();

  SeriesChoice(Snapshot snapshot, History history) {
    this.snapshot = snapshot;
    this.history = history;
  }

  List<TrackedSeries> chosen() {
    return chosen;
  }

  /** Adds the series that a check follows of an entity, as long as there is room. */
  void add(CheckDescriptor check, Entity entity, Evidence evidence) {
    for (Track<?> track : check.tracks()) {
      if (chosen.size() < Overview.MOST_SERIES && !track.isIdentity()) {
        add(check, entity, evidence, track);
      }
    }
  }

  private void add(CheckDescriptor check, Entity entity, Evidence evidence, Track<?> track) {
    Object element = elementOf(entity);
    if (element == null || !known.add(track.name() + " " + entity.key())) {
      return;
    }
    Series series = series(track, element);
    if (series.endsAt(snapshot.takenAt()) && series.size() > 1) {
      chosen.add(described(check, entity, evidence, track, series));
    }
  }

  private static TrackedSeries described(
      CheckDescriptor check, Entity entity, Evidence evidence, Track<?> track, Series series) {
    List<Sample> points = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      points.add(new Sample(series.timeAt(i), series.valueAt(i)));
    }
    Evidence.Count observed = count(evidence.observed());
    if (observed != null && observed.amount() != series.last().value()) {
      // The check compares something else, such as a rate.
      observed = null;
    }
    return new TrackedSeries(
        entity,
        check.code(),
        track.name(),
        observed == null ? "" : observed.unit(),
        points,
        series.min(),
        series.max(),
        observed == null ? null : bound(evidence.limit(), observed.unit()));
  }

  private static TrackedSeries.@Nullable Bound bound(Evidence.@Nullable Item item, String unit) {
    Evidence.Count limit = count(item);
    return item == null || limit == null || !limit.unit().equals(unit)
        ? null
        : new TrackedSeries.Bound(item.name(), limit.amount());
  }

  private static Evidence.@Nullable Count count(Evidence.@Nullable Item item) {
    return item != null && item.value() instanceof Evidence.Count count ? count : null;
  }

  /** What is in the snapshot under the name of the entity. */
  private @Nullable Object elementOf(Entity entity) {
    if (entity instanceof Entity.Server server) {
      return snapshot.server(server.id());
    }
    if (entity instanceof Entity.Account account) {
      return snapshot.account(account.id());
    }
    if (entity instanceof Entity.Consumer consumer) {
      return snapshot.consumer(consumer.stream(), consumer.name());
    }
    Stream stream = entity instanceof Entity.Stream named ? snapshot.stream(named.id()) : null;
    StreamView leader = stream == null ? null : stream.leaderView();
    return stream == null || leader == null ? null : new LedStream(stream, leader);
  }

  private <E> Series series(Track<E> track, Object element) {
    Tracked<E> kind = track.tracked();
    if (!kinds.computeIfAbsent(kind, this::typeOf).isInstance(element)) {
      return Series.EMPTY;
    }
    @SuppressWarnings("unchecked") // All that is followed of a kind is of one type.
    E followed = (E) element;
    try {
      return history.series(track, kind.keyOf(followed));
    } catch (RuntimeException e) {
      // The kind may know no key for what it does not follow, and a drawing is not worth an audit.
      return Series.EMPTY;
    }
  }

  /** The type of what a kind follows; one that nothing is of, if it follows nothing now. */
  private Class<?> typeOf(Tracked<?> kind) {
    Collection<?> all = kind.in(snapshot);
    return all.isEmpty() ? Void.class : all.iterator().next().getClass();
  }
}
