// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.examples.boot;

import io.natschecks.core.config.AuditConfig;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Reads the configuration of the audit from natschecks.audit.*, such as
 * natschecks.audit.checks.SERVER_001.severity. Keys are taken as they are written, because a bound
 * map would lose the underscores of the codes.
 */
final class AuditProperties {

  private static final String PREFIX = NatsChecksProperties.PREFIX + ".audit";

  private AuditProperties() {}

  static AuditConfig read(ConfigurableEnvironment environment) {
    Map<String, String> properties = new TreeMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        for (String key : enumerable.getPropertyNames()) {
          String value = key.startsWith(PREFIX + ".") ? environment.getProperty(key) : null;
          if (value != null) {
            properties.put(key, value);
          }
        }
      }
    }
    return AuditConfig.fromProperties(properties, PREFIX);
  }
}
