// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.core.report.Usage;
import io.natschecks.core.report.Usage.Item;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Keeps the worst of one kind of limit; the others are counted. */
final class UsageRanking {

  private static final Comparator<Item> WORST_FIRST =
      Comparator.comparingDouble(Item::percent)
          .reversed()
          .thenComparing(item -> item.entity().key());

  private final Usage.Kind kind;
  private final PriorityQueue<Item> worst = new PriorityQueue<>(WORST_FIRST.reversed());
  private long limited;
  private long unlimited;
  private long unknown;

  UsageRanking(Usage.Kind kind) {
    this.kind = kind;
  }

  void unknown() {
    unknown++;
  }

  void add(long used, Limit limit, Supplier<? extends Entity> entity) {
    if (limit.isUnlimited()) {
      unlimited++;
      return;
    }
    limited++;
    double percent = limit.percentUsed(used);
    if (worst.size() == Usage.MOST && worst.element().percent() > percent) {
      return;
    }
    worst.add(new Item(entity.get(), used, limit.value().orElseThrow(), percent));
    if (worst.size() > Usage.MOST) {
      worst.remove();
    }
  }

  boolean hasAny() {
    return limited + unlimited + unknown > 0;
  }

  Usage usage() {
    return new Usage(
        kind, worst.stream().sorted(WORST_FIRST).toList(), limited, unlimited, unknown);
  }
}
