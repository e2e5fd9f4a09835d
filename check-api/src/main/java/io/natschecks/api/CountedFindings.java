// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.api;

import java.util.List;

/** The first findings, and how many there are. */
final class CountedFindings {

  private final FirstKept<Finding> kept;
  private long count;

  CountedFindings(int most) {
    this.kept = new FirstKept<>(most, Finding.ORDER);
  }

  void add(Finding finding) {
    count++;
    kept.add(finding);
  }

  /** Counts a finding if it would not be kept. */
  boolean onlyCounts(Severity severity, String key) {
    Finding last = kept.lastOfFull();
    if (last == null) {
      return false;
    }
    int order = last.severity().compareTo(severity);
    boolean comes = order < 0 || (order == 0 && key.compareTo(last.key()) < 0);
    count += comes ? 0 : 1;
    return !comes;
  }

  long count() {
    return count;
  }

  List<Finding> sorted() {
    return kept.sorted();
  }
}
