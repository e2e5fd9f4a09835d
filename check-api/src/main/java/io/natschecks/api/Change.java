// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import io.natschecks.api.snapshot.Server;
import java.time.Duration;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * A section of a server in two snapshots. The server is the same incarnation in both: its id is new
 * with every start, so no counter starts again between them.
 *
 * @param <S> the section
 * @param server the server as it is now
 * @param before the section in the snapshot before
 * @param now the section in this snapshot
 * @param interval time between the two
 * @since 0.1
 */
public record Change<S>(Server server, S before, S now, Duration interval) {

  public Change {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(interval, "interval");
  }

  /**
   * How much a counter rose. One that fell was reset, which counts as no rise.
   *
   * @param counter reads the counter
   * @return the rise, never negative
   */
  public long rise(ToLongFunction<S> counter) {
    return rise(counter.applyAsLong(before), counter.applyAsLong(now));
  }

  /**
   * How much a counter rose. One that fell was reset, which counts as no rise.
   *
   * @param before its value in the snapshot before
   * @param now its value in this snapshot
   * @return the rise, never negative
   */
  public static long rise(long before, long now) {
    return now <= before ? 0 : Math.max(0, now - before);
  }
}
