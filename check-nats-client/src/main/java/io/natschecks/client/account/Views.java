// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.account;

import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Replica;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What streams and consumers have in common. */
final class Views {

  /** Before this, a server means that there is no time. */
  private static final Instant FIRST = Instant.EPOCH;

  private Views() {}

  static @Nullable ClusterInfo cluster(io.nats.client.api.@Nullable ClusterInfo cluster) {
    if (cluster == null) {
      return null;
    }
    List<io.nats.client.api.Replica> replicas = cluster.getReplicas();
    return new ClusterInfo(
        cluster.getName(),
        cluster.getLeader(),
        cluster.getRaftGroup(),
        replicas == null
            ? List.of()
            : replicas.stream()
                .map(Views::replica)
                .sorted(Comparator.comparing(Replica::name))
                .toList());
  }

  private static Replica replica(io.nats.client.api.Replica replica) {
    String name = String.valueOf(replica.getName());
    return new Replica(
        name,
        null,
        replica.isCurrent(),
        replica.isOffline(),
        replica.getActive(),
        Math.max(0, replica.getLag()));
  }

  static @Nullable Instant time(@Nullable ZonedDateTime time) {
    Instant instant = time == null ? null : time.toInstant();
    return instant == null || !instant.isAfter(FIRST) ? null : instant;
  }

  static Instant timeOr(@Nullable ZonedDateTime time, Instant other) {
    Instant instant = time(time);
    return instant == null ? other : instant;
  }

  static @Nullable Duration positive(@Nullable Duration duration) {
    return duration == null || duration.isZero() || duration.isNegative() ? null : duration;
  }

  static Duration orZero(@Nullable Duration duration) {
    Duration positive = positive(duration);
    return positive == null ? Duration.ZERO : positive;
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
