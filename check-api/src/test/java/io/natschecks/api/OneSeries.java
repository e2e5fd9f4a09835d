// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A history of a day that knows the same series of everything. */
record OneSeries(Series series, Seen seen) implements History {

  @Override
  public long snapshotsAfter(Instant time) {
    return seen().snapshots();
  }

  @Override
  public Duration window() {
    return Duration.ofHours(24);
  }

  @Override
  public Series series(Track<?> track, String key) {
    return series;
  }

  @Override
  public Collection<String> keys(Tracked<?> tracked) {
    return List.of();
  }
}
