// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.Display;
import io.natschecks.api.MetadataKey;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.StreamSource;
import io.natschecks.core.checks.shared.Monitored;
import java.util.List;

/**
 * The number of sources of each stream against the threshold in its metadata, which is allowed
 * itself.
 *
 * @param key holds the threshold
 * @param isMost whether it is the most that is allowed, else the least
 */
record SourceCount(MetadataKey<Long> key, boolean isMost) {

  CheckResult judge(CheckContext context) {
    return MonitoredStreams.judge(context, this::judge);
  }

  private void judge(LedStream stream, Monitored monitored, Verdict<?> verdict) {
    Long threshold = monitored.count(key);
    List<StreamSource> sources = stream.view().sources();
    if (threshold != null && isPast(sources.size(), threshold)) {
      verdict
          .finding()
          .observed("sources", sources.size(), "sources")
          .limit("threshold", threshold, "sources")
          .with("source_names", sources.stream().map(StreamSource::name).toList())
          .message(
              "%s, %s than %s (%s)",
              Display.count(sources.size(), "source"),
              isMost ? "more" : "fewer",
              Display.count(threshold),
              key);
    }
  }

  private boolean isPast(int sources, long threshold) {
    return isMost ? sources > threshold : sources < threshold;
  }
}
