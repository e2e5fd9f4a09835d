// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself: in the envelope of each answer over the system account, and in
 * VARZ.
 *
 * @param name server name
 * @param cluster name of its cluster
 * @param version release
 * @param domain JetStream domain
 * @param jetStream whether JetStream is on
 * @param tags tags
 * @param metadata metadata
 */
record ServerHeader(
    @Nullable String name,
    @Nullable String cluster,
    @Nullable String version,
    @Nullable String domain,
    @Nullable Boolean jetStream,
    List<String> tags,
    Map<String, String> metadata) {

  /** Decodes the server part of an envelope. */
  static ServerHeader decode(Json json) {
    String name = null;
    String cluster = null;
    String version = null;
    String domain = null;
    Boolean jetStream = null;
    List<String> tags = List.of();
    Map<String, String> metadata = Map.of();
    for (String field = json.enter(); field != null; field = json.next()) {
      switch (field) {
        case "name" -> name = json.shared();
        case "cluster" -> cluster = json.shared();
        case "ver" -> version = json.shared();
        case "domain" -> domain = json.shared();
        case "jetstream" -> jetStream = json.flag();
        case "tags" -> tags = json.texts();
        case "metadata" -> metadata = json.textMap();
        default -> json.skip();
      }
    }
    return new ServerHeader(name, cluster, version, domain, jetStream, tags, metadata);
  }
}
