// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.snapshot.StreamConfig;
import java.util.function.Predicate;

/**
 * Streams that nothing was written to since the first snapshot of the window. Sealed ones, which
 * are meant to be like that, are left out.
 */
public final class IdleStreams {

  private IdleStreams() {}

  /**
   * Judges the streams with a wanted configuration.
   *
   * @param context what is known
   * @param wanted which configurations the check speaks of
   * @param report reports a stream that is idle
   * @return findings, counts and gaps
   */
  public static CheckResult judge(
      CheckContext context, Predicate<StreamConfig> wanted, ConfiguredStreams.Judge report) {
    return ConfiguredStreams.judge(
        context,
        config -> !config.sealed() && wanted.test(config),
        (stream, config, verdict) -> {
          if (Standstill.sinceFirstSnapshot(
              context, context.series(Followed.LAST_SEQUENCE, stream), verdict)) {
            report.judge(stream, config, verdict);
          }
        });
  }
}
