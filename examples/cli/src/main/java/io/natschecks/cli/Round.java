// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.core.report.AuditReport;

/**
 * One audit among many.
 *
 * @param report what it found
 * @param status the exit status of it
 */
record Round(AuditReport report, int status) {

  /** Does one round after the other. */
  interface Maker {

    /**
     * Does a round.
     *
     * @throws SnapshotException if the deployment does not answer
     * @throws CliException if it cannot be connected to, or the command line is wrong
     */
    Round next() throws SnapshotException, InterruptedException;
  }
}
