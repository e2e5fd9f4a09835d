// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Entity;
import io.natschecks.api.history.Sample;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a tracked value of an entity went. The history keeps some samples of the window one by one:
 * they are the points, and the extremes hold for all samples, also those between the points.
 *
 * @param entity the entity
 * @param code the check that follows it
 * @param track name of the track
 * @param unit unit of the values; empty if not known
 * @param points samples, oldest first; at least two
 * @param lowest least value of the window
 * @param highest greatest value of the window
 * @param bound what the check compares the value with; null if it compares something else
 * @since 0.1
 */
public record TrackedSeries(
    Entity entity,
    String code,
    String track,
    String unit,
    List<Sample> points,
    long lowest,
    long highest,
    @Nullable Bound bound) {

  public TrackedSeries {
    Objects.requireNonNull(entity, "entity");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(track, "track");
    Objects.requireNonNull(unit, "unit");
    points = List.copyOf(points);
  }

  /**
   * What a value is compared with.
   *
   * @param name its name in the evidence, such as fires_at
   * @param value the value, in the unit of the series
   * @since 0.1
   */
  public record Bound(String name, long value) {

    public Bound {
      Objects.requireNonNull(name, "name");
    }
  }
}
