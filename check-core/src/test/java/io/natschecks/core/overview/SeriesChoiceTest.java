// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.TrackedSeries;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SeriesChoiceTest {

  private static final int HOURS = 12;
  private static final long LIMIT = 9_000_000;

  @Test
  void drawsWhatAForecastIsAboutWithItsBound() throws Exception {
    TrackedSeries series = ofOrders(audited(hour -> 3_000_000 + hour * 400_000)).get(0);

    assertThat(series.entity().label()).isEqualTo("stream ACME/ORDERS");
    assertThat(series.track()).isEqualTo("stream.bytes");
    assertThat(series.unit()).isEqualTo("bytes");
    assertThat(series.bound().name()).isEqualTo("fires_at");
    assertThat(series.bound().value()).isLessThan(LIMIT).isGreaterThan(series.highest());
    assertThat(series.points())
        .hasSizeBetween(2, HOURS)
        .isSortedAccordingTo((one, other) -> one.time().compareTo(other.time()));
    assertThat(series.points().get(series.points().size() - 1).value()).isEqualTo(7_400_000);
  }

  @Test
  void drawsWhatAFindingIsAbout() throws Exception {
    TrackedSeries series = ofOrders(audited(hour -> 8_900_000)).get(0);

    assertThat(series.code()).isEqualTo("JETSTREAM_010");
    assertThat(series.lowest()).isEqualTo(8_900_000);
  }

  @Test
  void drawsNothingOfWhatIsWell() throws Exception {
    assertThat(ofOrders(audited(hour -> 1_000_000))).isEmpty();
  }

  private static List<TrackedSeries> ofOrders(AuditReport report) {
    return report.overview().series().stream()
        .filter(series -> series.track().equals("stream.bytes"))
        .toList();
  }

  private static AuditReport audited(LongUnaryOperator bytes) throws InterruptedException {
    try (Auditor auditor = Auditor.create()) {
      for (int hour = 0; hour < HOURS - 1; hour++) {
        auditor.remember(snapshot(hour, bytes));
      }
      return auditor.audit(snapshot(HOURS - 1, bytes));
    }
  }

  private static Snapshot snapshot(int hour, LongUnaryOperator bytes) {
    return Deployments.healthy(Duration.ofHours(hour - HOURS))
        .streamConfig(Deployments.stream("ORDERS"), config -> config.maxBytes(Limit.of(LIMIT)))
        .streamViews(Deployments.stream("ORDERS"), view -> holding(view, bytes.applyAsLong(hour)))
        .snapshot();
  }

  private static StreamView holding(StreamView view, long bytes) {
    StreamState state = view.state();
    return new StreamView(
        view.serverId(),
        view.serverName(),
        new StreamState(
            state.messages(),
            bytes,
            state.firstSequence(),
            state.lastSequence(),
            state.lastTime(),
            state.subjects(),
            state.deleted(),
            state.consumers()),
        view.cluster(),
        view.mirror(),
        view.sources());
  }
}
