// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.report;

import io.natschecks.api.Severity;
import io.natschecks.core.config.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The findings of one day, frozen, so that only new ones count. A finding that is more severe than
 * it was then counts.
 *
 * @param takenAt time of the snapshot in which they were found
 * @param findings their severities by {@linkplain io.natschecks.api.Finding#key() key}, sorted
 * @since 0.1
 */
public record Baseline(Instant takenAt, Map<String, Severity> findings) {

  /** The version of the document's form. */
  public static final String SCHEMA = "natschecks-baseline-1";

  public Baseline {
    Objects.requireNonNull(takenAt, "takenAt");
    findings = Collections.unmodifiableMap(new TreeMap<>(findings));
  }

  /**
   * Freezes the findings of a report. What was frozen before and is still there stays frozen;
   * suppressed findings are left out, because their suppressions end.
   *
   * @param report the report; findings beyond the bound of their check are not in it
   * @return the baseline
   */
  public static Baseline of(AuditReport report) {
    Map<String, Severity> findings = new TreeMap<>();
    for (AcceptedFinding each : report.accepted().findings()) {
      if (each.by().origin() == Acceptance.Origin.BASELINE) {
        add(each.finding(), findings);
      }
    }
    report.findings().forEach(each -> add(each, findings));
    return new Baseline(report.takenAt(), findings);
  }

  private static void add(AuditedFinding finding, Map<String, Severity> findings) {
    findings.put(finding.finding().key(), finding.finding().severity());
  }

  /**
   * Says whether a finding is frozen.
   *
   * @param key its key
   * @param severity its severity now
   * @return true if it was there, and was no less severe
   */
  public boolean holds(String key, Severity severity) {
    Severity frozen = findings.get(key);
    return frozen != null && frozen.compareTo(severity) >= 0;
  }

  /**
   * Why its findings do not count.
   *
   * @return an acceptance without an end
   */
  public Acceptance acceptance() {
    LocalDate day = takenAt.atOffset(ZoneOffset.UTC).toLocalDate();
    return new Acceptance(
        Acceptance.Origin.BASELINE, "baseline", "in the baseline of " + day, null);
  }

  /**
   * Reads a baseline.
   *
   * @param json the document; the caller closes it
   * @return the baseline
   * @throws ConfigException if it is no baseline
   */
  public static Baseline read(Reader json) {
    return BaselineJson.read(json);
  }

  /**
   * Writes the baseline as one JSON document, with one finding a line in a fixed order. Its form is
   * published as a JSON Schema beside this class, {@code baseline.schema.json}.
   *
   * @param out where to; flushed, not closed
   * @throws IOException if that fails
   */
  public void write(Writer out) throws IOException {
    BaselineJson.write(this, out);
  }
}
