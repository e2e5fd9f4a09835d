// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Finding;
import io.natschecks.core.history.RecordForm;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.AuditedFinding.State;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The findings that were not seen to go away.
 *
 * @param byKey the findings by their keys
 * @param auditedAt time of the snapshot of the last audit; null before the first
 */
record KnownFindings(Map<String, Known> byKey, @Nullable Instant auditedAt) {

  static final KnownFindings NONE = new KnownFindings(Map.of(), null);

  /**
   * A finding.
   *
   * @param finding as it was last found
   * @param seenAt time of the snapshot in which that was
   * @param accepted whether it did not count then
   */
  record Known(AuditedFinding finding, Instant seenAt, boolean accepted) {}

  void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeBoolean(auditedAt != null);
    if (auditedAt != null) {
      RecordForm.writeTime(auditedAt, data);
    }
    data.writeInt(byKey.size());
    for (Known known : byKey.values()) {
      RecordForm.write(known.finding().finding(), data);
      RecordForm.writeTime(known.finding().since(), data);
      RecordForm.writeTime(known.seenAt(), data);
      data.writeBoolean(known.accepted());
    }
    data.flush();
  }

  /** Reads findings; those of checks that are no more are left out. */
  static KnownFindings read(InputStream in, Function<String, @Nullable CheckDescriptor> checks)
      throws IOException {
    DataInputStream data = new DataInputStream(in);
    Instant auditedAt = data.readBoolean() ? RecordForm.readTime(data) : null;
    int size = data.readInt();
    Map<String, Known> byKey = new HashMap<>();
    for (int i = 0; i < size; i++) {
      Finding finding = RecordForm.read(Finding.class, data);
      Instant since = RecordForm.readTime(data);
      Instant seenAt = RecordForm.readTime(data);
      boolean accepted = data.readBoolean();
      CheckDescriptor check = checks.apply(finding.code());
      if (check != null) {
        byKey.put(
            finding.key(),
            new Known(
                new AuditedFinding(finding, check, State.UNCONFIRMED, since), seenAt, accepted));
      }
    }
    return new KnownFindings(byKey, auditedAt);
  }
}
