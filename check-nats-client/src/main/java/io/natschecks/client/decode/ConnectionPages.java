// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Joins the pages of connections of one server. */
final class ConnectionPages {

  private static final Comparator<Connection> ORDER =
      Comparator.comparingLong(Connection::cid)
          .thenComparing(Connection::observedAt, Comparator.reverseOrder());

  private final List<Connection> all = new ArrayList<>();
  private final TreeSet<Long> totals = new TreeSet<>();
  private final List<ServiceSighting> services = new ArrayList<>();
  private long dropped;

  void add(ConnzDecoder.Page page, Drops drops) {
    all.addAll(page.connections());
    totals.add(page.total());
    services.addAll(page.services());
    dropped += drops.count();
  }

  List<ServiceSighting> services() {
    return services;
  }

  /** Gives each connection once, as it was seen last: one may move to another page. */
  List<Connection> connections() {
    all.sort(ORDER);
    List<Connection> distinct = new ArrayList<>(all.size());
    long last = -1;
    for (Connection connection : all) {
      if (connection.cid() != last) {
        distinct.add(connection);
        last = connection.cid();
      }
    }
    return distinct;
  }

  /** Says what the pages do not cover, of as many distinct connections; null if nothing. */
  @Nullable String gap(int distinct) {
    if (totals.isEmpty()) {
      return null;
    }
    if (totals.size() > 1) {
      return String.format(
          Locale.ROOT,
          "the total changed between pages, from %d to %d",
          totals.first(),
          totals.last());
    }
    return cut(distinct);
  }

  /** Says how many connections a list leaves out that was asked for with a limit; else null. */
  @Nullable String cut(int distinct) {
    return !totals.isEmpty() && distinct + dropped < totals.last()
        ? String.format(Locale.ROOT, "%d of %d connections", distinct, totals.last())
        : null;
  }
}
