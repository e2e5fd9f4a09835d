// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.MetadataKey;
import io.natschecks.api.Verdict;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds that a stream or a consumer carries in its own metadata. They count only where the
 * owner has switched its monitoring on; a threshold of 0 or less is none. What cannot be read, the
 * switch itself included, is listed as not evaluable once, since a mistyped threshold must not look
 * like a passed check.
 *
 * @param metadata metadata of the stream or consumer; empty where its monitoring is not switched on
 * @param verdict what is said of it
 */
public record Monitored(Map<String, String> metadata, Verdict<?> verdict) {

  /** Switches the monitoring of a stream or a consumer on. */
  public static final MetadataKey<Boolean> ENABLED =
      MetadataKey.flag(
          "io.nats.monitor.enabled",
          "Switches the thresholds on; without it, or with a no, they do not count");

  /**
   * Reads the switch.
   *
   * @param metadata metadata of the stream or consumer
   * @param verdict what is said of it
   */
  public Monitored {
    metadata = Boolean.TRUE.equals(read(ENABLED, metadata, verdict)) ? metadata : Map.of();
  }

  /**
   * Says whether metadata speaks of a threshold at all. Whether it can be read is another question.
   *
   * @param metadata metadata of a stream or a consumer
   * @param keys the keys of the check
   * @return true if it holds the switch and any of the keys
   */
  public static boolean isIn(Map<String, String> metadata, MetadataKey<?>... keys) {
    if (!ENABLED.isIn(metadata)) {
      return false;
    }
    for (MetadataKey<?> key : keys) {
      if (key.isIn(metadata)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a number.
   *
   * @param key its key
   * @return a number above 0, or null if there is none that counts
   */
  public @Nullable Long count(MetadataKey<Long> key) {
    Long threshold = read(key);
    return threshold != null && threshold > 0 ? threshold : null;
  }

  /**
   * Reads a length of time.
   *
   * @param key its key
   * @return a time above 0, or null if there is none that counts
   */
  public @Nullable Duration duration(MetadataKey<Duration> key) {
    Duration threshold = read(key);
    return threshold != null && threshold.compareTo(Duration.ZERO) > 0 ? threshold : null;
  }

  /**
   * Reads a switch.
   *
   * @param key its key
   * @return true if it is on and monitoring is too
   */
  public boolean flag(MetadataKey<Boolean> key) {
    return Boolean.TRUE.equals(read(key));
  }

  private <T> @Nullable T read(MetadataKey<T> key) {
    return read(key, metadata, verdict);
  }

  private static <T> @Nullable T read(
      MetadataKey<T> key, Map<String, String> metadata, Verdict<?> verdict) {
    try {
      return key.read(metadata);
    } catch (IllegalArgumentException e) {
      verdict.notEvaluable(String.valueOf(e.getMessage()));
      return null;
    }
  }
}
