// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Gateway;
import io.natschecks.api.snapshot.LeafNode;
import io.natschecks.api.snapshot.Limit;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.StreamState;
import io.natschecks.api.snapshot.StreamView;
import io.natschecks.client.CaptureSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.config.AuditConfig;
import io.natschecks.core.config.EntityPattern;
import io.natschecks.core.config.Suppression;
import io.natschecks.core.report.AuditReport;
import io.natschecks.testkit.DeploymentBuilder;
import io.natschecks.testkit.Deployments;
import io.natschecks.testkit.SyntheticDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Audits of deployments, each with something of its own to show. */
final class Samples {

  /** The recording that the command line is shown with. */
  static final Path RECORDING = Path.of("../../examples/cli/demo/faulty-cluster.zip");

  private static final int HOURS = 14;

  private Samples() {}

  static AuditReport healthy() {
    return audited(List.of(Deployments.healthy().snapshot()));
  }

  /** One server and nothing else. */
  static AuditReport single() {
    Snapshot whole = Deployments.healthy().snapshot();
    return audited(
        List.of(
            Snapshot.builder(whole.takenAt())
                .source("one server")
                .coverage(whole.coverage())
                .servers(
                    List.of(
                        whole.servers().get(0).toBuilder()
                            .cluster(null)
                            .gateways(List.of())
                            .build()))
                .build()));
  }

  /** A deployment in trouble that has been watched for hours. */
  static AuditReport troubled() {
    List<Snapshot> snapshots = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      snapshots.add(hour(hour).snapshot());
    }
    return audited(snapshots);
  }

  /** The same with a busy server that somebody has decided to live with. */
  static AuditReport accepted() {
    AuditConfig config =
        AuditConfig.builder()
            .suppress(
                new Suppression(
                    "SERVER_003",
                    EntityPattern.ANY,
                    "the new hardware is ordered",
                    LocalDate.parse("2026-03-01")))
            .build();
    return audited(Auditor.builder().config(config).build(), List.of(hour(HOURS - 1).snapshot()));
  }

  private static DeploymentBuilder hour(int hour) {
    DeploymentBuilder deployment = Deployments.healthy(Duration.ofHours(hour - HOURS + 1L));
    int[] wave = {0, 3, 1, 2};
    deployment
        .streamConfig(Deployments.stream("ORDERS"), config -> config.maxBytes(Limit.of(9_000_000)))
        .streamViews(
            Deployments.stream("ORDERS"), view -> filled(view, 3_000_000 + hour * 340_000L))
        .jetStream("a1", js -> js.storage((11L << 30) + hour * (400L << 20)))
        .statistics(
            "b1", statistics -> statistics.connections(64_000 + 40 * hour + 60 * wave[hour % 4]))
        .statistics("a2", statistics -> statistics.cpu(390))
        .missing(Section.RAFTZ, "a3", Coverage.Status.TIMED_OUT);
    if (hour == HOURS - 3) {
      deployment.statistics("a3", statistics -> statistics.cpu(395));
    }
    return hour < HOURS - 1
        ? deployment
        : deployment
            .server("b2", server -> server.gateways(List.of()))
            .silent("b3")
            .missing(Section.CONNZ, Coverage.Status.REFUSED);
  }

  private static StreamView filled(StreamView view, long bytes) {
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

  /** So many servers in clusters of thirty, all joined by gateways, with streams and accounts. */
  static AuditReport large(int servers) {
    Snapshot made =
        SyntheticDeployment.seed(7)
            .servers(servers)
            .accounts(40)
            .streams(500)
            .consumers(2_000)
            .connections(500)
            .snapshot();
    List<Server> clustered = new ArrayList<>();
    int clusters = (servers + 29) / 30;
    for (int i = 0; i < servers; i++) {
      List<Gateway> gateways = new ArrayList<>();
      for (int j = 0; j < clusters; j++) {
        if (j != i / 30 && (i != 4 || j != 2)) {
          gateways.add(Gateway.builder("region-" + j, true).build());
        }
      }
      clustered.add(
          made.servers().get(i).toBuilder()
              .cluster("region-" + i / 30)
              .gateways(gateways)
              .leafNodes(
                  i % 50 == 0
                      ? List.of(LeafNode.builder("plant-" + i).account("ACME").build())
                      : List.of())
              .build());
    }
    return audited(
        List.of(
            made.toBuilder()
                .servers(clustered)
                .silentServers(
                    List.of(
                        new SilentServer("server-9001", null, "region-1", "timed out after 2s"),
                        new SilentServer("server-9002", null, null, "timed out after 2s")))
                .build()));
  }

  /** The troubled deployment, in which everything that can be named is named so. */
  static AuditReport named(String name) {
    return Renaming.all(troubled(), name);
  }

  /** So many findings of each of so many checks. */
  static AuditReport many(int checks, int findingsOfEach) {
    return Renaming.multiplied(healthy(), checks, findingsOfEach);
  }

  static AuditReport recorded(Path capture) throws Exception {
    try (Auditor auditor = Auditor.create()) {
      CaptureSnapshotSource source = CaptureSnapshotSource.open(capture);
      if (source.previous().isPresent()) {
        auditor.remember(source.previous().get().take(auditor.plan()));
      }
      return auditor.audit(source);
    }
  }

  private static AuditReport audited(List<Snapshot> snapshots) {
    return audited(Auditor.create(), snapshots);
  }

  private static AuditReport audited(Auditor owned, List<Snapshot> snapshots) {
    try (Auditor auditor = owned) {
      AuditReport report = null;
      for (Snapshot snapshot : snapshots) {
        report = auditor.audit(snapshot);
      }
      return report;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
