// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.decode;

import io.natschecks.api.snapshot.ServiceInstance;
import org.jspecify.annotations.Nullable;

/**
 * A service instance seen by its subscription.
 *
 * @param account account id
 * @param service service name
 * @param instance the instance
 */
record ServiceSighting(String account, String service, ServiceInstance instance) {

  /** Reads a subject of four parts, $SRV.PING.name.id; null for every other. */
  static @Nullable ServiceSighting of(
      String account,
      String subject,
      String serverId,
      @Nullable String language,
      @Nullable String version,
      @Nullable String clientName) {
    int nameAt = "$SRV.PING.".length();
    int nameEnd = subject.indexOf('.', nameAt);
    if (nameEnd <= nameAt
        || nameEnd == subject.length() - 1
        || subject.indexOf('.', nameEnd + 1) >= 0) {
      return null;
    }
    String name = subject.substring(nameAt, nameEnd);
    String id = subject.substring(nameEnd + 1);
    return new ServiceSighting(
        account, name, new ServiceInstance(id, serverId, null, language, version, clientName));
  }
}
