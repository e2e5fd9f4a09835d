// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api.snapshot;

/**
 * JetStream API requests that one server has handled since it started. Errors are part of the
 * total.
 *
 * @param total requests handled, failed ones included
 * @param errors requests that failed
 * @param inflight requests queued or running now
 * @since 0.1
 */
public record ApiStatistics(long total, long errors, long inflight) {}
