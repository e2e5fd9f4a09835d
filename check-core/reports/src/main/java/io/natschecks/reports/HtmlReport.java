// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.core.report.AuditReport;
import io.natschecks.reports.html.HtmlPage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * A report as one HTML page for a browser. The page holds all it needs and loads nothing: it can be
 * opened from a disk, attached to a ticket, or served as it is. A Content-Security-Policy in the
 * page lets no script run but its own, which filters the findings; without scripts everything can
 * still be read.
 *
 * <p>Names are escaped, and characters that would hide or turn a text are shown as escapes. A page
 * stays usable with many findings: it shows the worst of each check and counts the others.
 *
 * @since 0.1
 */
public final class HtmlReport {

  private HtmlReport() {}

  /**
   * Formats a report.
   *
   * @param report the report
   * @return the page
   */
  public static String format(AuditReport report) {
    StringWriter page = new StringWriter();
    try {
      write(report, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  /**
   * Writes a report.
   *
   * @param report the report
   * @param out takes the page, whose encoding must be UTF-8; it is neither flushed nor closed
   * @throws IOException if it cannot be written
   */
  public static void write(AuditReport report, Writer out) throws IOException {
    HtmlPage.write(report, out);
  }
}
