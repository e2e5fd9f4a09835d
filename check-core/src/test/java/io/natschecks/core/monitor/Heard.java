// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told, one line each. */
final class Heard implements AuditListener {

  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** What it was told since this was last asked. */
  List<String> lines() {
    List<String> all = List.copyOf(lines);
    lines.clear();
    return all;
  }

  List<String> soFar() {
    return List.copyOf(lines);
  }

  @Override
  public void opened(AuditedFinding finding, AuditReport report) {
    lines.add("opened " + name(finding));
  }

  @Override
  public void ongoing(AuditedFinding finding, AuditReport report) {
    lines.add(
        "ongoing "
            + name(finding)
            + " for "
            + Duration.between(finding.since(), report.takenAt()).toMinutes()
            + "m, "
            + finding.times());
  }

  @Override
  public void severityChanged(AuditedFinding finding, AuditReport report) {
    lines.add(name(finding) + ": " + finding.before() + " became " + finding.finding().severity());
  }

  @Override
  public void flapping(AuditedFinding finding, AuditReport report) {
    lines.add("flapping " + name(finding));
  }

  @Override
  public void resolved(AuditedFinding finding, AuditReport report) {
    lines.add("resolved " + name(finding));
  }

  @Override
  public void accepted(AcceptedFinding finding, AuditReport report) {
    lines.add("accepted " + name(finding.finding()));
  }

  @Override
  public void audited(AuditReport report) {
    lines.add("audited");
  }

  @Override
  public void cannotSee(Instant since, String problem) {
    lines.add("cannot see: " + problem);
  }

  @Override
  public void seesAgain(Instant at, Duration blind) {
    lines.add("sees again after " + blind.toMinutes() + "m");
  }

  @Override
  public void missed(long count) {
    lines.add("missed " + count);
  }

  private static String name(AuditedFinding finding) {
    return finding.finding().key().replaceFirst("^\\S+ server/hub/", "");
  }
}
