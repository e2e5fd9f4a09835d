// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.Route;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes ROUTEZ. */
final class RoutezDecoder {

  private RoutezDecoder() {}

  static @Nullable List<Route> decode(Json json, Drops drops) {
    List<Route> routes = null;
    for (String field = json.enter(); field != null; field = json.next()) {
      if (field.equals("routes")) {
        routes = json.list(drops, () -> route(json));
      } else {
        json.skip();
      }
    }
    json.require(routes != null, "routes");
    if (routes != null) {
      routes.sort(Comparator.comparingLong(Route::rid));
    }
    return routes;
  }

  private static @Nullable Route route(Json json) {
    Route.Builder route = Route.builder(0);
    boolean numbered = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "rid" -> {
          route.rid(json.count());
          numbered = true;
        }
        case "remote_id" -> route.remoteId(json.shared());
        case "remote_name" -> route.remoteName(json.shared());
        case "account" -> route.account(json.shared());
        case "rtt" -> route.rtt(json.goDuration());
        case "pending_size" -> route.pendingBytes(json.count());
        case "did_solicit" -> route.solicited(json.flag());
        case "is_configured" -> route.configured(json.flag());
        case "subscriptions" -> route.subscriptions(json.size());
        case "compression" -> route.compression(json.shared());
        default -> json.skip();
      }
    }
    json.require(numbered, "rid");
    return json.isFaulty() ? null : route.build();
  }
}
