// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Entity;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.util.HashMap;
import java.util.Map;

/**
 * The worst finding on each thing in the drawing; a connection's or a link's is its server's too.
 */
final class Marks {

  private final Map<String, Sign> worst = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Marks(AuditReport report) {
    for (AuditedFinding each : report.findings()) {
      Entity entity = each.finding().entity();
      Sign sign = Sign.of(each.finding().severity());
      mark(entity.key(), sign);
      if (entity instanceof Entity.Connection connection) {
        mark(connection.server().key(), sign);
      } else if (entity instanceof Entity.Route route) {
        mark(route.server().key(), sign);
      } else if (entity instanceof Entity.Gateway gateway) {
        mark(gateway.server().key(), sign);
        mark(gatewayKey(gateway.server().cluster(), gateway.remote()), sign);
      } else if (entity instanceof Entity.LeafNode leafNode) {
        mark(leafNode.server().key(), sign);
        mark(leafKey(leafNode.server().cluster()), sign);
      }
    }
  }

  private void mark(String key, Sign sign) {
    worst.merge(key, sign, Sign::worse);
    counts.merge(key, 1, Integer::sum);
  }

  private static String gatewayKey(String from, String to) {
    return "gateways " + from.length() + " " + from + " " + to;
  }

  private static String leafKey(String cluster) {
    return "leaf nodes " + cluster;
  }

  Sign of(Entity entity) {
    return worst.getOrDefault(entity.key(), Sign.NONE);
  }

  int count(Entity entity) {
    return counts.getOrDefault(entity.key(), 0);
  }

  Sign ofGateway(String from, String to) {
    return worst.getOrDefault(gatewayKey(from, to), Sign.NONE);
  }

  Sign ofLeafNodes(String cluster) {
    return worst.getOrDefault(leafKey(cluster), Sign.NONE);
  }
}
