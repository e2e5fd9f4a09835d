// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Lists connections as the monitoring port of a server does, with subscriptions as counts. */
final class FakeConnections {

  /** A connection with so many subscriptions; the number is missing if it is negative. */
  private record Open(long cid, int subscriptions) {
    String json() {
      return "{\"cid\":"
          + cid
          + (subscriptions < 0 ? "}" : ",\"subscriptions\":" + subscriptions + "}");
    }
  }

  private final List<Open> open = new ArrayList<>();

  /** Connections of which subscriptions were listed. */
  final List<Long> listed = new ArrayList<>();

  /** Most subscriptions in an answer. */
  long largest;

  /** How many of the oldest connections are closed before the next answer. */
  IntSupplier closings = () -> 0;

  void open(int... subscriptions) {
    for (int count : subscriptions) {
      open.add(new Open(open.size() + 1L, count));
    }
  }

  List<Long> cids() {
    return open.stream().map(Open::cid).toList();
  }

  String answer(MonitoringRequest request) {
    Map<String, String> options = options(request.pathAndQuery());
    int closing = Math.min(open.size(), closings.getAsInt());
    open.subList(0, closing).clear();
    List<Open> page = page(options);
    if (options.containsKey("subs")) {
      page.forEach(each -> listed.add(each.cid));
      largest = Math.max(largest, page.stream().mapToLong(Open::subscriptions).sum());
    }
    String list = String.join(",", page.stream().map(Open::json).toList());
    return "{\"num_connections\":%d,\"total\":%d,\"connections\":[%s]}"
        .formatted(page.size(), open.size(), list);
  }

  private List<Open> page(Map<String, String> options) {
    String cid = options.get("cid");
    if (cid != null) {
      return open.stream().filter(each -> cid.equals(Long.toString(each.cid))).toList();
    }
    List<Open> sorted = new ArrayList<>(open);
    if ("subs".equals(options.get("sort"))) {
      sorted.sort(Comparator.comparingInt(Open::subscriptions).reversed());
    }
    return sorted.stream()
        .skip(Long.parseLong(options.getOrDefault("offset", "0")))
        .limit(Long.parseLong(options.get("limit")))
        .toList();
  }

  private static Map<String, String> options(String pathAndQuery) {
    Map<String, String> options = new HashMap<>();
    for (String option : pathAndQuery.substring(pathAndQuery.indexOf('?') + 1).split("&")) {
      String[] parts = option.split("=");
      options.put(parts[0], parts[1]);
    }
    return options;
  }
}
