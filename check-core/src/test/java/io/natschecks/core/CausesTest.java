// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.Check;
import io.natschecks.api.CheckDescriptor;
import io.natschecks.api.Entity;
import io.natschecks.api.EntityType;
import io.natschecks.api.Severity;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.Health;
import io.natschecks.core.report.Incident;
import io.natschecks.testkit.Deployments;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {

  private static final Snapshot HEALTHY = Deployments.healthy().snapshot();

  private static final Check DOWN =
      new FakeCheck(FakeCheck.describe("ACME_001").build(), FakeCheck.findingServers("a1"));

  @Test
  void findingOfTheSameEntityIsExplained() throws InterruptedException {
    AuditReport report = audit(DOWN, servers("ACME_002", "a", EntityType.SERVER));

    assertThat(report.incidents())
        .extracting(each -> each.cause().finding().key())
        .containsExactly("ACME_001 server/A/a1", "ACME_002 server/A/a2", "ACME_002 server/A/a3");
    assertThat(report.incidents().get(0).consequences())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.finding().key()).isEqualTo("ACME_002 server/A/a1");
              assertThat(each.causes()).containsExactly("ACME_001 server/A/a1");
            });
  }

  @Test
  void findingOfWhatTheEntityBelongsToIsExplained() throws InterruptedException {
    AuditReport report = audit(DOWN, servers("ACME_002", "", EntityType.CLUSTER));

    assertThat(incident(report, "ACME_001 server/A/a1").consequences())
        .extracting(each -> each.finding().entity().label())
        .containsExactly("server A/a1", "server A/a2", "server A/a3");
    assertThat(report.incidents()).hasSize(1 + HEALTHY.servers().size() - 3);
  }

  @Test
  void findingThatNamesTheEntityInItsEvidenceIsExplained() throws InterruptedException {
    AuditReport report =
        audit(DOWN, streams("ACME_002", FakeCheck.describe("ACME_002"), "a1"), offlineOn("a2"));

    assertThat(incident(report, "ACME_001 server/A/a1").consequences())
        .extracting(AuditedFinding::check)
        .extracting(CheckDescriptor::code)
        .containsOnly("ACME_002");
    assertThat(report.incidents().stream().map(each -> each.cause().finding().code()))
        .contains("ACME_003");
  }

  @Test
  void consumersAreExplainedByTheirStream() throws InterruptedException {
    Check stream = streams("ACME_001", FakeCheck.describe("ACME_001"), "x");
    Check consumer =
        new FakeCheck(
            FakeCheck.describe("ACME_002").causedBy("ACME_001", EntityType.STREAM).build(),
            context ->
                context
                    .consumers()
                    .judge((each, verdict) -> verdict.finding().message("stands still")));

    AuditReport report = audit(stream, consumer);

    assertThat(report.incidents())
        .allSatisfy(
            each -> assertThat(each.cause().finding().entity()).isInstanceOf(Entity.Stream.class))
        .hasSize(HEALTHY.streams().size());
    assertThat(incident(report, "ACME_001 stream/hub/ACME/ORDERS").consequences()).hasSize(3);
  }

  @Test
  void chainsEndInTheFirstCause() throws InterruptedException {
    AuditReport report =
        audit(
            DOWN,
            servers("ACME_002", "a1", EntityType.SERVER),
            new FakeCheck(
                FakeCheck.describe("ACME_003").causedBy("ACME_002", EntityType.SERVER).build(),
                FakeCheck.findingServers("a1")));

    assertThat(report.incidents()).hasSize(1);
    assertThat(report.incidents().get(0).consequences())
        .extracting(each -> each.finding().code())
        .containsExactly("ACME_002", "ACME_003");
  }

  @Test
  void causesAreCountedAndAreAsSevereAsTheWorstConsequence() throws InterruptedException {
    Check consequence = servers("ACME_002", "a1", EntityType.SERVER);
    AuditConfig config = AuditConfig.builder().severity("ACME_002", Severity.CRITICAL).build();
    try (Auditor auditor =
        Auditor.builder().checks(List.of(DOWN, consequence)).config(config).build()) {
      AuditReport report = auditor.audit(HEALTHY);

      assertThat(report.count(Severity.CRITICAL)).isEqualTo(1);
      assertThat(report.count(Severity.WARNING)).isZero();
      assertThat(report.findingCount()).isEqualTo(2);
      assertThat(report.health()).isEqualTo(Health.CRITICAL);
    }
  }

  @Test
  void withoutTheCauseAFindingStandsForItself() throws InterruptedException {
    AuditReport report = audit(servers("ACME_002", "a1", EntityType.SERVER));

    assertThat(report.incidents()).hasSize(1);
    assertThat(report.findings().get(0).isConsequence()).isFalse();
  }

  private static Check servers(String code, String prefix, EntityType common) {
    return new FakeCheck(
        FakeCheck.describe(code).causedBy("ACME_001", common).build(),
        FakeCheck.findingServers(prefix));
  }

  private static Check offlineOn(String peer) {
    return streams("ACME_003", FakeCheck.describe("ACME_003"), peer);
  }

  /** Finds every stream, with a peer in the evidence that explains it if ACME_001 found that. */
  private static Check streams(String code, CheckDescriptor.Builder descriptor, String peer) {
    CheckDescriptor.Builder streams = descriptor.entity(EntityType.STREAM);
    return new FakeCheck(
        (code.equals("ACME_001")
                ? streams
                : streams.causedBy("ACME_001", EntityType.SERVER, "peer"))
            .build(),
        context ->
            context
                .streams()
                .judge(
                    (each, verdict) ->
                        verdict.finding().observed("peer", peer).message("offline on " + peer)));
  }

  private static AuditReport audit(Check... checks) throws InterruptedException {
    try (Auditor auditor = Auditor.builder().checks(List.of(checks)).build()) {
      return auditor.audit(HEALTHY);
    }
  }

  private static Incident incident(AuditReport report, String key) {
    return report.incidents().stream()
        .filter(each -> each.cause().finding().key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
