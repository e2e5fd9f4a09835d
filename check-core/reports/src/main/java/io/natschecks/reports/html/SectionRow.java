// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports.html;

import io.natschecks.api.Entity;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Section;
import io.natschecks.core.report.AuditReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of a section of the snapshot.
 *
 * @param section the section
 * @param all what is said of it as a whole
 * @param missing servers of which it was asked and not gathered
 * @param example what happened at the first of them; empty if nothing is missing
 */
record SectionRow(Section section, Coverage.Entry all, List<String> missing, String example) {

  private static final int MOST_NAMES = 5;

  static List<SectionRow> of(AuditReport report) {
    return Arrays.stream(Section.values()).map(each -> of(each, report)).toList();
  }

  private static SectionRow of(Section section, AuditReport report) {
    Coverage.Entry all = report.coverage().of(section);
    List<String> missing = new ArrayList<>();
    String example = "";
    for (Entity.Server server : report.servers()) {
      Coverage.Entry entry = report.coverage().of(section, server.id());
      if (!entry.equals(all) && entry.status() != Coverage.Status.GATHERED) {
        example = missing.isEmpty() ? Text.lower(entry.status()) + detail(entry) : example;
        missing.add(server.name());
      }
    }
    return new SectionRow(section, all, missing, example);
  }

  private static String detail(Coverage.Entry entry) {
    return entry.detail().isEmpty() ? "" : ": " + Text.line(entry.detail());
  }

  boolean isWhole() {
    return all.status() == Coverage.Status.GATHERED && missing.isEmpty();
  }

  String status() {
    return Text.lower(all.status()) + detail(all);
  }

  String names() {
    List<String> first = missing.stream().limit(MOST_NAMES).map(Text::label).toList();
    return String.join(", ", first)
        + (missing.size() > MOST_NAMES ? " and " + (missing.size() - MOST_NAMES) + " more" : "");
  }
}
