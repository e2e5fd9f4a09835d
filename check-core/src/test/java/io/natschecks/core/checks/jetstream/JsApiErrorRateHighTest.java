// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.CheckContext;
import io.natschecks.api.CheckResult;
import io.natschecks.api.CheckResult.Status;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.history.History;
import io.natschecks.api.history.Seen;
import io.natschecks.api.history.Series;
import io.natschecks.api.history.Track;
import io.natschecks.api.history.Tracked;
import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.ApiStatistics;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.JetStreamServer;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.ServerStatistics;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.checks.Contexts;
import io.natschecks.testkit.CheckContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JsApiErrorRateHighTest extends CheckContract {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @Override
  protected JsApiErrorRateHigh check() {
    return new JsApiErrorRateHigh();
  }

  @Test
  void staysSilentAtExactlyTheLimit() {
    assertThat(interval(100, 1).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void firesAboveTheLimit() {
    Finding finding = Contexts.onlyFinding(interval(100, 2));

    assertThat(finding.message())
        .isEqualTo(
            "server C1/n1: 2 of 100 API requests failed, in the last 1m0s (2.0 percent, reported above 1)");
    assertThat(finding.evidence().get("errors")).isEqualTo(new Evidence.Count(2, "requests"));
    assertThat(finding.evidence().get("requests")).isEqualTo(new Evidence.Count(100, "requests"));
    assertThat(finding.evidence().get("span")).isEqualTo(new Evidence.Text("in the last 1m0s"));
  }

  @Test
  void namesWhatFailsMostWhereSomebodyListened() {
    List<ApiErrorCount> counts = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      counts.add(new ApiErrorCount("n1", "ACME", "STREAM.INFO", 10059, "client" + i, i));
    }
    counts.add(new ApiErrorCount("n1", "BETA", "CONSUMER.CREATE", 10148, null, 1_000));
    counts.add(new ApiErrorCount("n2", "ACME", "STREAM.INFO", 10059, "elsewhere", 5_000));
    Instant since = NOW.minusSeconds(60);

    Finding finding =
        Contexts.onlyFinding(
            interval(100, 2, new ApiErrors(since, List.of("ACME"), List.of("BETA"), counts, 3, 4)));

    assertThat(finding.message())
        .isEqualTo(
            "server C1/n1: 2 of 100 API requests failed, in the last 1m0s (2.0 percent, reported above 1), most often"
                + " CONSUMER.CREATE error 10148 in account BETA by an unnamed client");
    Evidence evidence = finding.evidence();

    assertThat(evidence.get("heard_since")).isEqualTo(new Evidence.Time(since));
    assertThat(evidence.get("heard")).isEqualTo(new Evidence.Count(1_028, "requests"));
    assertThat(evidence.get("not_told_apart"))
        .isEqualTo(new Evidence.Count(3, "requests on all servers"));
    assertThat(evidence.get("missed")).isEqualTo(new Evidence.Count(4, "advisories"));
    assertThat(evidence.get("not_heard_in")).isEqualTo(Evidence.Texts.of(List.of("BETA")));
    assertThat(evidence.get("most_frequent"))
        .isEqualTo(
            Evidence.Texts.of(
                List.of(
                    "CONSUMER.CREATE error 10148 in account BETA by an unnamed client: 1,000 times",
                    "STREAM.INFO error 10059 in account ACME by client client7: 7 times",
                    "STREAM.INFO error 10059 in account ACME by client client6: 6 times",
                    "STREAM.INFO error 10059 in account ACME by client client5: 5 times",
                    "STREAM.INFO error 10059 in account ACME by client client4: 4 times")));
  }

  @Test
  void neverJudgesByWhatWasHeard() {
    List<ApiErrorCount> counts =
        List.of(new ApiErrorCount("n1", "ACME", "STREAM.INFO", 10059, null, 1_000_000));
    assertThat(interval(100, 1, new ApiErrors(NOW, List.of(), List.of(), counts, 0, 0)).status())
        .isEqualTo(Status.PASSED);
    ApiErrors nothing = new ApiErrors(NOW, List.of("ACME"), List.of(), List.of(), 0, 0);
    Finding finding = Contexts.onlyFinding(interval(100, 2, nothing));
    assertThat(finding.evidence()).isEqualTo(Contexts.onlyFinding(interval(100, 2)).evidence());
  }

  @Test
  void staysSilentWithTooFewRequestsInAWholeWindow() {
    // 24 hours of one-minute samples, of which the series keeps the first two and the last two.
    assertThat(
            run(
                    99,
                    99,
                    sample(1_439, 0, 0),
                    sample(1_438, 0, 0),
                    sample(1, 99, 99),
                    sample(0, 99, 99))
                .status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void looksAtTheWholeWindowBeforeItPasses() {
    assertThat(
            run(
                    5_000,
                    2_500,
                    sample(1_440, 4_901, 2_401),
                    sample(1_438, 4_901, 2_401),
                    sample(1, 5_000, 2_500),
                    sample(0, 5_000, 2_500))
                .status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void firesJustAboveTheLimit() {
    assertThat(interval(1_000, 11).status()).isEqualTo(Status.FAILED);
    assertThat(interval(1_000, 10).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void staysSilentWhenCountersFell() {
    assertThat(run(500, 500, sample(1, 1_000, 600), sample(0, 500, 500)).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void staysSilentForFewRequestsSinceTheStart() {
    assertThat(run(99, 99, sample(0, 99, 99)).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void judgesTheTimeSinceTheStartWithoutAPreviousSnapshot() {
    Finding finding = Contexts.onlyFinding(run(180, 60, sample(0, 180, 60)));

    assertThat(finding.message())
        .isEqualTo(
            "server C1/n1: 60 of 180 API requests failed, since the server started 3h0m ago"
                + " (33.3 percent, reported above 1)");
  }

  @Test
  void judgesTheTimeSinceTheStartWhenTheIntervalIsQuiet() {
    Finding finding =
        Contexts.onlyFinding(run(180, 60, sampleSeconds(10, 165, 45), sampleSeconds(0, 180, 60)));

    assertThat(finding.evidence().get("span"))
        .isEqualTo(new Evidence.Text("since the server started 3h0m ago"));
  }

  @Test
  void believesABusyIntervalRatherThanThePast() {
    assertThat(run(1_000, 500, sample(1, 800, 500), sample(0, 1_000, 500)).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void takesTheShortestSpanThatHoldsEnoughRequests() {
    Finding finding =
        Contexts.onlyFinding(
            run(
                1_120,
                12,
                sample(9, 0, 0),
                sample(3, 1_000, 0),
                sample(1, 1_060, 5),
                sample(0, 1_120, 12)));

    assertThat(finding.message())
        .isEqualTo(
            "server C1/n1: 12 of 120 API requests failed, in the last 3m0s (10.0 percent, reported above 1)");
  }

  @Test
  void staysSilentWithoutJetStream() {
    Snapshot snapshot = snapshot(JetStreamServer.builder(false).build());

    assertThat(Contexts.run(check(), snapshot).status()).isEqualTo(Status.SKIPPED);
  }

  @Test
  void followsItsParameters() {
    Snapshot snapshot = snapshot(jetStream(50, 2));
    CheckContext context =
        CheckContext.builder(check().descriptor(), snapshot)
            .parameter(JsApiErrorRateHigh.MIN_REQUESTS, 50L)
            .parameter(JsApiErrorRateHigh.ERROR_PERCENT, 3.9)
            .build();

    assertThat(check().evaluate(context).status()).isEqualTo(Status.FAILED);
  }

  @Property
  void firesExactlyAboveOnePercentOfEnoughRequests(
      @ForAll @LongRange(min = 0, max = 10_000) long requests,
      @ForAll @LongRange(min = 0, max = 10_000) long errors) {
    long failed = Math.min(errors, requests);

    assertThat(run(requests, failed, sample(0, requests, failed)).status() == Status.FAILED)
        .isEqualTo(requests >= 100 && failed * 100 > requests);
  }

  /** A one-minute interval of a server that had 5,000 good requests before. */
  private CheckResult interval(long requests, long errors) {
    return interval(requests, errors, null);
  }

  private CheckResult interval(long requests, long errors, ApiErrors heard) {
    long total = 5_000 + requests;
    return run(
        snapshot(jetStream(total, errors)).toBuilder().apiErrors(heard).build(),
        sample(1, 5_000, 0),
        sample(0, total, errors));
  }

  private CheckResult run(long total, long errors, Sample... samples) {
    return run(snapshot(jetStream(total, errors)), samples);
  }

  private CheckResult run(Snapshot snapshot, Sample... samples) {
    CheckContext context =
        CheckContext.builder(check().descriptor(), snapshot)
            .history(new Samples(List.of(samples)))
            .build();
    return check().evaluate(context);
  }

  private static JetStreamServer jetStream(long total, long errors) {
    return JetStreamServer.builder(true).api(new ApiStatistics(total, errors, 0)).build();
  }

  private static Snapshot snapshot(JetStreamServer jetStream) {
    Server server =
        Server.builder("N1", "n1")
            .cluster("C1")
            .statistics(ServerStatistics.builder(NOW.minus(Duration.ofHours(3)), NOW).build())
            .jetStreamServer(jetStream)
            .build();
    return Snapshot.builder(NOW)
        .servers(List.of(server))
        .coverage(Coverage.builder().gathered(Section.JSZ, Section.VARZ).build())
        .build();
  }

  private static Sample sample(long minutesAgo, long requests, long errors) {
    return sampleSeconds(minutesAgo * 60, requests, errors);
  }

  private static Sample sampleSeconds(long secondsAgo, long requests, long errors) {
    return new Sample(NOW.minusSeconds(secondsAgo), requests, errors);
  }

  private record Sample(Instant time, long requests, long errors) {}

  /** A history of a day that holds what a test states. */
  private record Samples(List<Sample> samples) implements History {
    @Override
    public Duration window() {
      return Duration.ofHours(24);
    }

    @Override
    public long snapshotsAfter(Instant time) {
      return 0;
    }

    @Override
    public Seen seen() {
      return Seen.NOTHING;
    }

    @Override
    public Collection<String> keys(Tracked<?> tracked) {
      return List.of();
    }

    @Override
    public Series series(Track<?> track, String key) {
      return new Series() {
        @Override
        public int size() {
          return samples.size();
        }

        @Override
        public Instant timeAt(int index) {
          return samples.get(index).time();
        }

        @Override
        public long valueAt(int index) {
          Sample sample = samples.get(index);
          return track == JsApiErrorRateHigh.REQUESTS ? sample.requests() : sample.errors();
        }
      };
    }
  }
}
