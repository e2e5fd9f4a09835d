// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The first elements of an order, however many are added. */
final class FirstKept<T> {

  private final int most;
  private final Comparator<T> order;
  private final PriorityQueue<T> kept;

  FirstKept(int most, Comparator<T> order) {
    this.most = most;
    this.order = order;
    this.kept = new PriorityQueue<>(order.reversed());
  }

  void add(T element) {
    T last = lastOfFull();
    if (last == null) {
      kept.add(element);
    } else if (order.compare(element, last) < 0) {
      kept.poll();
      kept.add(element);
    }
  }

  /** The last one that is kept; null while there is room for more. */
  @Nullable T lastOfFull() {
    return kept.size() < most ? null : kept.peek();
  }

  List<T> sorted() {
    List<T> sorted = new ArrayList<>(kept);
    sorted.sort(order);
    return sorted;
  }
}
