// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.JetStreamServer;
import org.jspecify.annotations.Nullable;

/** Decodes what a server says of its own JetStream; JSZ and VARZ share most of the fields. */
final class JetStreamDecoder {

  private JetStreamDecoder() {}

  /** Decodes the block of VARZ, in which streams and consumers are not counted. */
  static JetStreamServer varz(Json json, Origin origin) {
    Fields fields = new Fields();
    boolean enabled = false;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "config" -> {
          enabled = json.isObject();
          fields.config(json);
        }
        case "stats" -> {
          for (String stat = json.enter(); stat != null; stat = json.next()) {
            if (!fields.statistic(json, stat)) {
              json.skip();
            }
          }
        }
        case "limits" -> fields.limits(json);
        case "meta" -> fields.server.metaGroup(ClusterDecoder.meta(json, origin));
        default -> json.skip();
      }
    }
    if (enabled) {
      fields.check(json);
    }
    return fields.server.enabled(enabled).build();
  }

  /** Decodes the usage of JSZ field by field, on a server or of an account. */
  static final class Fields {
    final JetStreamServer.Builder server = JetStreamServer.builder(true);
    private long memory = -1;
    private long storage = -1;
    private int accounts = -1;
    private @Nullable ApiStatistics api;
    private @Nullable String domain;

    @Nullable String domain() {
      return domain;
    }

    /** Takes a field if it is one of the statistics. */
    boolean statistic(Json json, String field) {
      switch (field) {
        case "memory" -> memory = json.count();
        case "storage" -> storage = json.count();
        case "reserved_memory" -> server.reservedMemory(reserved(json));
        case "reserved_storage" -> server.reservedStorage(reserved(json));
        case "accounts" -> accounts = json.size();
        case "ha_assets" -> server.haAssets(json.size());
        case "api" -> api = api(json);
        default -> {
          return false;
        }
      }
      return true;
    }

    void config(Json json) {
      for (String field = json.enter(); field != null; field = json.next()) {
        switch (field) {
          case "max_memory" -> server.maxMemory(json.limit());
          case "max_storage" -> server.maxStorage(json.limit());
          case "domain" -> domain = json.shared();
          default -> json.skip();
        }
      }
    }

    /** Reads the limits of the server, which leaves out those that are not set. */
    void limits(Json json) {
      for (String field = json.enter(); field != null; field = json.next()) {
        switch (field) {
          case "max_ha_assets" -> {
            int most = json.size();
            server.maxHaAssets(most == 0 ? null : most);
          }
          default -> json.skip();
        }
      }
    }

    void check(Json json) {
      json.require(memory >= 0, "memory");
      json.require(storage >= 0, "storage");
      json.require(accounts >= 0, "accounts");
      json.require(api != null, "api");
      server.domain(domain).memory(memory).storage(storage).accounts(accounts);
      if (api != null) {
        server.api(api);
      }
    }

    private static @Nullable Long reserved(Json json) {
      long bits = json.unsigned();
      return bits < 0 ? null : bits;
    }
  }

  static ApiStatistics api(Json json) {
    long total = -1;
    long errors = -1;
    long inflight = 0;
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "total" -> total = json.count();
        case "errors" -> errors = json.count();
        case "inflight" -> inflight = json.count();
        default -> json.skip();
      }
    }
    json.require((total | errors) >= 0, "api.total");
    return new ApiStatistics(total, errors, inflight);
  }
}
