// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.change;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.ClusterInfo;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Retention;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StreamConfigurationChangedTest extends CheckContract {

  private static final StreamId ORDERS = Deployments.stream("ORDERS");
  private static final String LABEL = "stream ACME/ORDERS";

  @Override
  protected StreamConfigurationChanged check() {
    return new StreamConfigurationChanged();
  }

  @Test
  void firesForANewLimitOfBytes() {
    assertThat(
            compare(
                config -> config.maxBytes(Limit.unlimited()),
                config -> config.maxBytes(Limit.of(1_073_741_824))))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: max_bytes unlimited -> 1,073,741,824 bytes")
        .hasSeverity(Severity.INFO)
        .hasObserved(1)
        .hasEvidence("changed_fields", "max_bytes unlimited -> 1,073,741,824 bytes")
        .hasEvidence("kind", "stream");
  }

  @Test
  void givesOneFindingForTwoFields() {
    assertThat(
            compare(
                config -> config.replicas(1).maxAge(Duration.ofDays(7)),
                config -> config.replicas(3).maxAge(null)))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: num_replicas 1 -> 3, max_age 168h -> unlimited")
        .hasObserved(2);
  }

  @Test
  void firesForEachOfTheOtherFields() {
    assertThat(
            compare(
                config -> config,
                config ->
                    config
                        .retention(Retention.WORK_QUEUE)
                        .maxMessages(Limit.of(1_000))
                        .maxConsumers(Limit.of(0))))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: retention limits -> workqueue, max_msgs unlimited -> 1,000,"
                + " max_consumers unlimited -> 0");
  }

  @Test
  void showsAChangeOfAMillisecond() {
    assertThat(
            compare(
                config -> config.maxAge(Duration.ofDays(1)),
                config -> config.maxAge(Duration.ofDays(1).plusMillis(1))))
        .onlyFinding()
        .hasMessage("stream ACME/ORDERS: max_age 24h -> 24h0.001s");
  }

  @Test
  void passesAChangeOfSubjects() {
    assertThat(compare(config -> config, config -> config.subjects(List.of("other.>")))).passed();
  }

  @Test
  void leavesOutAStreamThatWasMadeSince() {
    Snapshot before =
        Deployments.healthy(Duration.ofMinutes(-5)).edit(all -> all.streams(List.of())).snapshot();
    Snapshot now =
        Deployments.healthy()
            .edit(all -> all.streams(List.of(created(orders(), before.takenAt().plusSeconds(1)))))
            .snapshot();

    assertThat(run(before, now)).skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void cannotJudgeAnOldStreamThatTheSnapshotBeforeHasMissed() {
    Snapshot before =
        Deployments.healthy(Duration.ofMinutes(-5)).edit(all -> all.streams(List.of())).snapshot();

    assertThat(run(before, Deployments.healthy().snapshot()))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void leavesOutAStreamThatWasMadeAgain() {
    Snapshot now =
        Deployments.healthy()
            .streamConfig(ORDERS, config -> config.maxMessages(Limit.of(5)))
            .stream(ORDERS, stream -> created(stream, stream.created().plusSeconds(60)))
            .snapshot();

    assertThat(run(Deployments.healthy(Duration.ofMinutes(-5)).snapshot(), now))
        .passed()
        .lookedAt(4);
  }

  @Test
  void leavesOutAStreamThatWasDeleted() {
    Snapshot now = Deployments.healthy().edit(all -> all.streams(List.of())).snapshot();

    assertThat(run(Deployments.healthy(Duration.ofMinutes(-5)).snapshot(), now))
        .skipped(SkipReason.NOTHING_DEPLOYED);
  }

  @Test
  void passesTheSameConfigurationUnderAnotherLeader() {
    Snapshot now =
        Deployments.healthy()
            .streamViews(
                ORDERS,
                view ->
                    new StreamView(
                        view.serverId(),
                        view.serverName(),
                        view.state(),
                        new ClusterInfo("A", "a2", null, List.of()),
                        view.mirror(),
                        view.sources()))
            .snapshot();

    assertThat(run(Deployments.healthy(Duration.ofMinutes(-5)).snapshot(), now)).passed();
  }

  @Test
  void cannotJudgeAStreamOfUnknownConfiguration() {
    Snapshot now =
        Deployments.healthy().stream(ORDERS, s -> new Stream(s.id(), s.created(), null, s.views()))
            .snapshot();

    assertThat(run(Deployments.healthy(Duration.ofMinutes(-5)).snapshot(), now))
        .findsNothing()
        .hasGap(LABEL, SkipReason.NOT_EVALUABLE);
  }

  @Test
  void namesAKeyValueBucketAsSuch() {
    StreamId bucket = Deployments.stream("KV_settings");
    Snapshot now =
        Deployments.healthy().streamConfig(bucket, config -> config.replicas(1)).snapshot();

    assertThat(run(Deployments.healthy(Duration.ofMinutes(-5)).snapshot(), now))
        .onlyFinding()
        .hasEvidence("kind", "kvstore");
  }

  private CheckResult compare(
      UnaryOperator<StreamConfig.Builder> before, UnaryOperator<StreamConfig.Builder> now) {
    return run(
        Deployments.healthy(Duration.ofMinutes(-5)).streamConfig(ORDERS, before).snapshot(),
        Deployments.healthy().streamConfig(ORDERS, now).snapshot());
  }

  private CheckResult run(Snapshot before, Snapshot now) {
    return tester().previous(before).run(now);
  }

  private static Stream orders() {
    return Objects.requireNonNull(Deployments.healthy().snapshot().stream(ORDERS));
  }

  private static Stream created(Stream stream, Instant created) {
    return new Stream(stream.id(), created, stream.config(), stream.views());
  }
}
