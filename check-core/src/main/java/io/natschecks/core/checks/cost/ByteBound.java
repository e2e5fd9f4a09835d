// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.cost;

import io.natschecks.api.CheckContext;
import io.natschecks.api.FindingBuilder;
import io.natschecks.api.Verdict;
import io.natschecks.api.snapshot.LedStream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.core.checks.shared.Followed;

/**
 * The most bytes that a stream may hold without being reported.
 *
 * @param bytes that many, themselves included
 */
record ByteBound(long bytes) {

  static final long MIB = 1L << 20;
  static final long GIB = 1L << 30;

  /** A bound in another unit; what is left of a byte falls away. */
  static ByteBound of(double amount, long unit) {
    return new ByteBound((long) (amount * unit));
  }

  /** Says whether a stream holds more, and foresees when it will if its own limit lets it. */
  boolean isExceeded(
      CheckContext context, LedStream stream, StreamConfig config, Verdict<?> verdict) {
    if (stream.state().bytes() > bytes) {
      return true;
    }
    if (config.maxBytes().value().orElse(Long.MAX_VALUE) > bytes) {
      verdict
          .forecast("bytes", bytes + 1.0, "bytes")
          .from(context.series(Followed.STREAM_BYTES, stream));
    }
    return false;
  }

  /** Adds both to the evidence of a finding. */
  FindingBuilder describe(FindingBuilder finding, LedStream stream) {
    return finding
        .observed("bytes", stream.state().bytes(), "bytes")
        .limit("limit_bytes", bytes, "bytes");
  }
}
