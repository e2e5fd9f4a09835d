// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import io.natschecks.api.Forecast;
import io.natschecks.api.history.History;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Overview;
import java.util.Comparator;
import java.util.List;

/** Makes overviews. */
public final class Overviews {

  private Overviews() {}

  /**
   * Makes the overview of a snapshot that was audited.
   *
   * @param snapshot the snapshot
   * @param history holds the snapshot and what was before it
   * @param outcomes what became of each check
   * @param findings what was found, the worst first
   * @return the overview
   */
  public static Overview of(
      Snapshot snapshot,
      History history,
      List<CheckOutcome> outcomes,
      List<AuditedFinding> findings) {
    SeriesChoice series = new SeriesChoice(snapshot, history);
    outcomes.stream()
        .flatMap(each -> each.result().forecasts().stream().map(one -> new Ahead(each, one)))
        .sorted(Comparator.comparing(Ahead::forecast, Forecast.ORDER))
        .forEach(
            each ->
                series.add(
                    each.outcome().check(), each.forecast().entity(), each.forecast().evidence()));
    findings.forEach(
        each -> series.add(each.check(), each.finding().entity(), each.finding().evidence()));
    return new Overview(TopologySurvey.of(snapshot), UsageRankings.of(snapshot), series.chosen());
  }

  private record Ahead(CheckOutcome outcome, Forecast forecast) {}
}
