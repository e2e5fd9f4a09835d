// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.shared;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.StreamConfig;
import java.util.function.Predicate;

/**
 * Judges streams by their configuration and what their leaders say. A stream whose configuration
 * was left out, as for very large servers, is listed as not evaluable.
 */
public final class ConfiguredStreams {

  private ConfiguredStreams() {}

  /** Judges a stream. */
  @FunctionalInterface
  public interface Judge {

    /**
     * Judges a stream.
     *
     * @param stream the stream with its leader's view
     * @param config its configuration
     * @param verdict takes what is found
     */
    void judge(LedStream stream, StreamConfig config, Verdict<?> verdict);
  }

  /**
   * Judges the streams with a wanted configuration.
   *
   * @param context the evaluation
   * @param wanted which configurations the check speaks of
   * @param judge judges a stream with one of them
   * @return the result of the check
   */
  public static CheckResult judge(
      CheckContext context, Predicate<StreamConfig> wanted, Judge judge) {
    return context
        .streams()
        .where(
            stream -> {
              StreamConfig config = stream.config();
              return config == null || wanted.test(config);
            })
        .judge(
            (stream, verdict) -> {
              StreamConfig config = stream.config();
              if (config == null) {
                verdict.notEvaluable("its configuration is not known");
              } else {
                judge.judge(stream, config, verdict);
              }
            });
  }
}
