// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.CaptureSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Audits what was captured.
 *
 * @param capture the capture
 * @param previous an earlier one; null for the snapshot before the last in the capture itself
 */
record CapturedAudit(Path capture, @Nullable Path previous) {

  AuditReport run(Auditor auditor) throws IOException, SnapshotException, InterruptedException {
    CaptureSnapshotSource current = CaptureSnapshotSource.open(capture);
    SnapshotSource before = before(current);
    if (before != null) {
      auditor.remember(before.take(auditor.plan()));
    }
    return auditor.audit(current);
  }

  private @Nullable SnapshotSource before(CaptureSnapshotSource current) throws IOException {
    if (previous == null) {
      return current.previous().orElse(null);
    }
    CaptureSnapshotSource before = CaptureSnapshotSource.open(previous);
    if (!before.takenAt().isBefore(current.takenAt())) {
      throw CliException.usage("The capture " + previous + " was not taken before " + capture);
    }
    return before;
  }
}
