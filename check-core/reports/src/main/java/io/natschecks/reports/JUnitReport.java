// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.Kind;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.CheckOutcome;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a report as JUnit XML, so that a build server shows each check as a test: passed, failed
 * with its findings, skipped with the reason, or in error. The class name of a test tells the kind
 * and the family of the check, such as {@code natschecks.operational.SERVER}. One more suite,
 * {@code sight}, is in error where a server answered nothing, a check could not be loaded, or an
 * earlier finding could not be looked at again.
 *
 * <p>What XML 1.0 does not allow, and what tricks its readers, is written as a visible escape such
 * as {@code \}{@code u001b}.
 *
 * @since 0.1
 */
public final class JUnitReport {

  private JUnitReport() {}

  /**
   * Formats a report.
   *
   * @param report the report
   * @return an XML document
   */
  public static String format(AuditReport report) {
    StringWriter writer = new StringWriter();
    try {
      write(report, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toString();
  }

  /**
   * Writes a report.
   *
   * @param report the report
   * @param out where to, in UTF-8; flushed, not closed
   * @throws IOException if that fails
   */
  public static void write(AuditReport report, Writer out) throws IOException {
    List<JUnitSuite> suites = new ArrayList<>();
    JUnitCases cases = new JUnitCases(report);
    for (Kind kind : Kind.values()) {
      List<CheckOutcome> checks =
          report.checks().stream().filter(each -> each.check().kind() == kind).toList();
      suites.add(new JUnitSuite(Words.of(kind), checks.stream().map(cases::of).toList()));
    }
    suites.add(new JUnitSuite("sight", JUnitCases.sight(report)));
    JUnitXml.write(report, suites, out);
  }
}
