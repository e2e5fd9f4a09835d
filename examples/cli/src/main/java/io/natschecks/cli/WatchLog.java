// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells what a watch sees. */
interface WatchLog {

  /** Tells the report of a round, with the one before it in this watch. */
  void round(AuditReport report, @Nullable AuditReport before) throws IOException;

  /** Tells that the deployment does not answer. */
  void silent(Instant since, String reason);

  /** Tells that it answers again. */
  void answers(Instant at, Duration silence);

  /** Tells the last words. */
  void ended(Instant at, String how);
}
