// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.SubscriptionStatistics;

/** Decodes the statistics of SUBSZ. */
final class SubszDecoder {

  private SubszDecoder() {}

  static SubscriptionStatistics decode(Json json) {
    long subscriptions = -1;
    long cache = 0;
    long inserts = 0;
    long removes = 0;
    long matches = 0;
    double cacheHitRate = 0;
    long maxFanout = 0;
    double averageFanout = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "num_subscriptions" -> subscriptions = json.count();
        case "num_cache" -> cache = json.count();
        case "num_inserts" -> inserts = json.count();
        case "num_removes" -> removes = json.count();
        case "num_matches" -> matches = json.count();
        case "cache_hit_rate" -> cacheHitRate = json.decimal();
        case "max_fanout" -> maxFanout = json.count();
        case "avg_fanout" -> averageFanout = json.decimal();
        default -> json.skip();
      }
    }
    json.require(subscriptions >= 0, "num_subscriptions");
    return new SubscriptionStatistics(
        subscriptions, cache, inserts, removes, matches, cacheHitRate, maxFanout, averageFanout);
  }
}
