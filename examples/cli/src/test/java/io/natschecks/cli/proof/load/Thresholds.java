// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import java.util.HashMap;
import java.util.Map;

/** Thresholds that owners of streams and consumers would keep in metadata, far from the usual. */
final class Thresholds {

  private Thresholds() {}

  static Map<String, String> ofStream(int replicas) {
    Map<String, String> metadata =
        monitored(
            "msgs-warn",
            "50000",
            "msgs-critical",
            "100000",
            "subjects-warn",
            "500",
            "subjects-critical",
            "1000");
    if (replicas > 1) {
      metadata.putAll(
          monitored(
              "peer-expect", String.valueOf(replicas),
              "peer-lag-critical", "1000",
              "peer-seen-critical", "10s"));
    }
    return metadata;
  }

  /** Servers start a mirror anew that stands still, and take up to 20 seconds to notice. */
  static Map<String, String> ofMirror() {
    return monitored("lag-critical", "1000", "seen-critical", "30s");
  }

  static Map<String, String> ofSources() {
    return monitored("min-sources", "1", "max-sources", "2");
  }

  static Map<String, String> ofConsumer() {
    return monitored(
        "outstanding-ack-critical", "500",
        "waiting-critical", "100",
        "unprocessed-critical", "1000",
        "last-delivery-critical", "10s",
        "last-ack-critical", "10s",
        "redelivery-critical", "200");
  }

  private static Map<String, String> monitored(String... keysAndValues) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("io.nats.monitor.enabled", "true");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      metadata.put("io.nats.monitor." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return metadata;
  }
}
