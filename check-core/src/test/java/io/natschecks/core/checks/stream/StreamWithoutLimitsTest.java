// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.checks.stream;

import static io.natschecks.testkit.CheckAssertions.assertThat;

import io.natschecks.api.CheckResult;
import io.natschecks.api.Severity;
import io.natschecks.api.SkipReason;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.testkit.CheckContract;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StreamWithoutLimitsTest extends CheckContract {

  @Override
  protected StreamWithoutLimits check() {
    return new StreamWithoutLimits();
  }

  @Test
  void firesWithoutAnyLimit() {
    assertThat(run(config -> config))
        .onlyFinding()
        .hasMessage(
            "stream ACME/ORDERS: has no limit of bytes, messages, age or messages per subject;"
                + " it holds 100,000 messages in 512.0 MiB")
        .hasSeverity(Severity.INFO)
        .hasObserved(0)
        .hasLimit(1)
        .hasEvidence("kind", "stream")
        .hasEvidence("max_msgs", "unlimited")
        .hasEvidence("max_bytes", "unlimited")
        .hasEvidence("max_age", "unlimited")
        .hasEvidence("max_msgs_per_subject", "unlimited")
        .hasEvidence("sealed", "no")
        .hasEvidence("messages", 100_000)
        .hasEvidence("bytes", 512L << 20);
  }

  @Test
  void oneLimitIsEnough() {
    assertThat(run(config -> config.maxMessages(Limit.of(1)))).passed();
    assertThat(run(config -> config.maxBytes(Limit.of(1)))).passed();
    assertThat(run(config -> config.maxAge(Duration.ofNanos(1)))).passed();
    assertThat(run(config -> config.maxMessagesPerSubject(Limit.of(1)))).passed();
  }

  @Test
  void takesZeroForNoLimitAsServersDo() {
    assertThat(run(config -> config.maxBytes(Limit.positiveFromServer(0)))).hasFindings(1);
  }

  @Test
  void leavesOutSealedStreams() {
    assertThat(run(config -> config.sealed(true))).passed().lookedAt(4);
  }

  @Test
  void doesNotListenToFollowers() {
    Snapshot leaderless =
        Held.leaderless(unlimited(Deployments.healthy(), Held.ORDERS), Held.ORDERS).snapshot();

    assertThat(tester().run(leaderless))
        .findsNothing()
        .hasGap("stream ACME/ORDERS", SkipReason.NOT_EVALUABLE);
  }

  @Test
  void callsBucketsByTheirName() {
    assertThat(tester().run(unlimited(Deployments.healthy(), Held.SETTINGS).snapshot()))
        .onlyFinding()
        .hasMessageContaining("stream ACME/KV_settings: key-value store settings has no limit")
        .hasEvidence("kind", "kvstore")
        .hasEvidence("bucket", "settings");
    assertThat(
            tester()
                .run(
                    unlimited(
                            Held.renamed(Held.ORDERS, "OBJ_images"),
                            Deployments.stream("OBJ_images"))
                        .snapshot()))
        .onlyFinding()
        .hasMessageContaining("object store images has no limit")
        .hasEvidence("kind", "objectstore")
        .hasEvidence("bucket", "images");
  }

  @Test
  void cannotJudgeWithoutTheConfiguration() {
    assertThat(tester().run(Held.withoutConfig(Held.ORDERS).snapshot()))
        .passed()
        .hasGap("stream ACME/ORDERS", SkipReason.NOT_EVALUABLE);
  }

  private CheckResult run(UnaryOperator<StreamConfig.Builder> change) {
    return tester()
        .run(
            unlimited(Deployments.healthy(), Held.ORDERS)
                .streamConfig(Held.ORDERS, change)
                .snapshot());
  }

  private static DeploymentBuilder unlimited(DeploymentBuilder deployment, StreamId id) {
    return deployment.streamConfig(
        id,
        config ->
            config
                .maxMessages(Limit.unlimited())
                .maxBytes(Limit.unlimited())
                .maxMessagesPerSubject(Limit.unlimited())
                .maxAge(null));
  }
}
