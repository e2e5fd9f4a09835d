// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.Check;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.Stream;
import io.natschecks.api.snapshot.StreamConfig;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.Acceptance.Origin;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.SuppressionNotice;
import io.natschecks.core.report.SuppressionNotice.State;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suppressions that streams and consumers carry. The healthy deployment is of 2026-02-01. */
class MetadataSuppressionsTest {

  private static final String KEY = MetadataSuppressions.PREFIX;
  private static final StreamId ORDERS = new StreamId(Deployments.HUB, Deployments.ACME, "ORDERS");

  private static final Check STREAMS =
      new FakeCheck(
          FakeCheck.describe("ACME_001").entity(EntityType.STREAM).build(),
          context ->
              context
                  .over(context.current().streams(), Entity::of)
                  .judge((stream, verdict) -> verdict.finding().message("is there")));
  private static final Check CONSUMERS =
      new FakeCheck(
          FakeCheck.describe("ACME_002").entity(EntityType.CONSUMER).build(),
          context ->
              context
                  .over(context.current().consumers(), Entity::of)
                  .judge((consumer, verdict) -> verdict.finding().message("is there")));

  @Test
  void holdForTheStreamThatCarriesThem() throws Exception {
    AuditReport plain = audit(Deployments.healthy().snapshot());
    AuditReport report =
        audit(
            orders(
                Map.of(
                    KEY + "ACME_001", "2026-12-31 moves to the new cluster",
                    KEY + "ACME_002", "2026-12-31 does not speak of consumers")));

    assertThat(report.suppressed())
        .extracting(
            each -> each.finding().finding().entity(),
            each -> each.by().origin(),
            each -> each.by().rule(),
            each -> each.by().reason())
        .containsExactly(
            tuple(
                new Entity.Stream(ORDERS),
                Origin.METADATA,
                "ACME_001 stream ACME/ORDERS",
                "moves to the new cluster"));
    assertThat(report.findingCount()).isEqualTo(plain.findingCount() - 1);
  }

  @Test
  void holdForTheConsumerThatCarriesThem() throws Exception {
    Snapshot snapshot =
        Deployments.healthy()
            .consumerConfig(
                ORDERS,
                "ship",
                config -> config.metadata(Map.of(KEY + "ACME_002", "2026-12-31 is replaced")))
            .snapshot();

    assertThat(audit(snapshot).suppressed())
        .extracting(each -> each.finding().finding().entity())
        .containsExactly(new Entity.Consumer(ORDERS, "ship"));
  }

  @Test
  void canBeIgnored() throws Exception {
    Snapshot snapshot = orders(Map.of(KEY + "ACME_001", "2026-12-31 moves"));
    AuditConfig config = AuditConfig.builder().metadataSuppressions(false).build();

    assertThat(audit(snapshot, config).accepted().count()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ACME_001 | 2026-01-31 moves | EXPIRED | moves
          ACME_001 | 2026-02-07 moves | EXPIRES_SOON | moves
          ACME_001 | 2026-12-31 | UNREADABLE | ''
          ACME_001 | moves | UNREADABLE | ''
          ACME_001 | 2026-02-31 moves | UNREADABLE | ''
          ACME_001 | '' | UNREADABLE | ''
          ACME_01 | 2026-12-31 moves | UNREADABLE | ''
          ACME | 2026-12-31 moves | UNREADABLE | ''
          """)
  void speakUp(String code, String value, State state, String reason) throws Exception {
    AuditReport report = audit(orders(Map.of(KEY + code, value)));

    assertThat(report.suppressed()).hasSize(state == State.EXPIRES_SOON ? 1 : 0);
    assertThat(report.accepted().notices())
        .extracting(SuppressionNotice::state, SuppressionNotice::rule, SuppressionNotice::reason)
        .containsExactly(tuple(state, code + " stream ACME/ORDERS", reason));
  }

  @Test
  void manyOfThemDoNotFloodTheReport() throws Exception {
    DeploymentBuilder deployment = Deployments.healthy();
    Stream orders = Objects.requireNonNull(deployment.snapshot().stream(ORDERS));
    StreamConfig config =
        Objects.requireNonNull(orders.config()).toBuilder()
            .metadata(Map.of(KEY + "ACME_001", "nonsense"))
            .build();
    for (int i = 0; i < 300; i++) {
      StreamId id = new StreamId(Deployments.HUB, Deployments.ACME, "S" + i);
      deployment.add(new Stream(id, orders.created(), config, List.of()));
    }
    AuditReport report = audit(deployment.snapshot());

    assertThat(report.accepted().notices()).hasSize(100);
    assertThat(report.accepted().noticeCount()).isEqualTo(300);
  }

  private static Snapshot orders(Map<String, String> metadata) {
    return Deployments.healthy()
        .streamConfig(ORDERS, config -> config.metadata(metadata))
        .snapshot();
  }

  private static AuditReport audit(Snapshot snapshot) throws InterruptedException {
    return audit(snapshot, AuditConfig.DEFAULT);
  }

  private static AuditReport audit(Snapshot snapshot, AuditConfig config)
      throws InterruptedException {
    try (Auditor auditor =
        Auditor.builder().checks(List.of(STREAMS, CONSUMERS)).config(config).build()) {
      return auditor.audit(snapshot);
    }
  }
}
