// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import io.natschecks.client.reply.Endpoint;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code nats audit} calls the answers of the endpoints. */
final class ArtifactType {

  static final String STREAM_INFO = "stream_info";

  private static final Map<Endpoint, String> WRITTEN =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Endpoint.HEALTHZ, "health"),
              Map.entry(Endpoint.VARZ, "variables"),
              Map.entry(Endpoint.CONNZ, "connections"),
              Map.entry(Endpoint.ROUTEZ, "routes"),
              Map.entry(Endpoint.GATEWAYZ, "gateways"),
              Map.entry(Endpoint.LEAFZ, "leafs"),
              Map.entry(Endpoint.SUBSZ, "subs"),
              Map.entry(Endpoint.JSZ, "jetstream_info"),
              Map.entry(Endpoint.ACCOUNTZ, "accounts"),
              Map.entry(Endpoint.ACCOUNT_INFO, "account_info"),
              Map.entry(Endpoint.RAFTZ, "account_raftz")));

  private static final Map<String, Endpoint> READ = new HashMap<>();

  static {
    WRITTEN.forEach((endpoint, type) -> READ.put(type, endpoint));
    // That tool asks for JetStream with all streams and consumers; its checks read the top only.
    READ.put("jetstream_info", Endpoint.JSZ_DETAIL);
  }

  private ArtifactType() {}

  /** The type under which its checks look for the answers of an endpoint; null if they do not. */
  static @Nullable String of(Endpoint endpoint) {
    return WRITTEN.get(endpoint);
  }

  /**
   * The endpoint whose answers have a type; null for those that are not used: what it asks of an
   * account repeats what it asks of the servers, and so do streams one by one.
   */
  static @Nullable Endpoint endpoint(@Nullable String type) {
    return type == null ? null : READ.get(type);
  }
}
