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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The findings that were not seen to go away, and those that might come back.
 *
 * @param byKey the findings by their keys
 * @param gone those that went away and were opened so lately that they might flap, by their keys
 * @param auditedAt time of the snapshot of the last audit; null before the first
 */
record KnownFindings(
    Map<String, Known> byKey, Map<String, Known> gone, @Nullable Instant auditedAt) {

  static final KnownFindings NONE = new KnownFindings(Map.of(), Map.of(), null);

  /**
   * A finding.
   *
   * @param finding as it was last found
   * @param seenAt time of the snapshot in which that was
   * @param openings when it was opened lately
   * @param accepted whether it did not count then
   */
  record Known(AuditedFinding finding, Instant seenAt, Openings openings, boolean accepted) {}

  void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeBoolean(auditedAt != null);
    if (auditedAt != null) {
      RecordForm.writeTime(auditedAt, data);
    }
    write(byKey, data);
    write(gone, data);
    data.flush();
  }

  private static void write(Map<String, Known> findings, DataOutputStream data) throws IOException {
    data.writeInt(findings.size());
    for (Known known : findings.values()) {
      RecordForm.write(known.finding().finding(), data);
      RecordForm.writeTime(known.finding().since(), data);
      data.writeLong(known.finding().times());
      RecordForm.writeTime(known.seenAt(), data);
      known.openings().write(data);
      data.writeBoolean(known.accepted());
    }
  }

  /** Reads findings; those of checks that are no more are left out. */
  static KnownFindings read(InputStream in, Function<String, @Nullable CheckDescriptor> checks)
      throws IOException {
    DataInputStream data = new DataInputStream(in);
    Instant auditedAt = data.readBoolean() ? RecordForm.readTime(data) : null;
    return new KnownFindings(
        read(data, checks, State.UNCONFIRMED), read(data, checks, State.RESOLVED), auditedAt);
  }

  private static Map<String, Known> read(
      DataInputStream data, Function<String, @Nullable CheckDescriptor> checks, State state)
      throws IOException {
    int size = data.readInt();
    Map<String, Known> byKey = new HashMap<>();
    for (int i = 0; i < size; i++) {
      Finding finding = RecordForm.read(Finding.class, data);
      Instant since = RecordForm.readTime(data);
      long times = data.readLong();
      Instant seenAt = RecordForm.readTime(data);
      Openings openings = Openings.read(data);
      boolean accepted = data.readBoolean();
      CheckDescriptor check = checks.apply(finding.code());
      if (check != null) {
        byKey.put(
            finding.key(),
            new Known(
                new AuditedFinding(
                    finding, check, state, since, times, null, openings.flappingSince(), List.of()),
                seenAt,
                openings,
                accepted));
      }
    }
    return byKey;
  }
}
