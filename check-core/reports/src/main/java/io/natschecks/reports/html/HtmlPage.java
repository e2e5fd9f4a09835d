// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.WriterOutput;
import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes the page of a report. */
public final class HtmlPage {

  private static final Inline STYLE = Inline.resource("report.css");
  private static final Inline SCRIPT = Inline.resource("report.js");

  private HtmlPage() {}

  /**
   * Writes a page.
   *
   * @param report the report
   * @param out takes the page
   * @throws IOException if it cannot be written
   */
  @SuppressWarnings("NullAway") // Generated classes do not say that their interceptor can be null.
  public static void write(AuditReport report, Writer out) throws IOException {
    try {
      // The template is called as a class: nothing is looked up by reflection.
      JtepageGenerated.render(
          new OwaspHtmlTemplateOutput(new WriterOutput(out)),
          null,
          new Page(report),
          STYLE,
          SCRIPT);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
