// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.reports;

import io.natschecks.api.Entity;
import io.natschecks.api.Evidence;
import io.natschecks.api.Finding;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.StreamId;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.report.CheckOutcome;
import io.natschecks.core.report.Overview;
import io.natschecks.core.report.Topology;
import io.natschecks.core.report.TrackedSeries;
import io.natschecks.core.report.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes reports of others. */
final class Renaming {

  private Renaming() {}

  /** The report with all names that someone else chooses replaced. */
  static AuditReport all(AuditReport report, String name) {
    Entity.Server server = new Entity.Server(name, name, name);
    Entity.Stream stream = new Entity.Stream(new StreamId(name, name, name));
    List<AuditedFinding> findings = new ArrayList<>();
    for (AuditedFinding each : report.findings()) {
      findings.add(of(each, findings.size() % 2 == 0 ? server : stream, name));
    }
    return with(
        report,
        name,
        findings,
        report.checks(),
        List.of(server),
        List.of(new SilentServer(name, null, name, name)),
        overview(report.overview(), name, server, stream));
  }

  private static Overview overview(
      Overview overview, String name, Entity.Server server, Entity.Stream stream) {
    return new Overview(
        new Topology(
            List.of(
                new Topology.Cluster(name, List.of(new Topology.Node(server, name, true, true)))),
            List.of(new Topology.GatewayLink(name, name + "2", 1, 2)),
            List.of(new Topology.LeafLink(name, null, 3, List.of(name)))),
        overview.usage().stream()
            .map(
                usage ->
                    new Usage(
                        usage.kind(),
                        usage.worst().stream()
                            .map(
                                each ->
                                    new Usage.Item(
                                        stream, each.used(), each.limit(), each.percent()))
                            .toList(),
                        usage.limited(),
                        usage.unlimited(),
                        usage.unknown()))
            .toList(),
        overview.series().stream()
            .map(
                each ->
                    new TrackedSeries(
                        stream,
                        each.code(),
                        each.track(),
                        each.unit(),
                        each.points(),
                        each.lowest(),
                        each.highest(),
                        each.bound()))
            .toList());
  }

  private static AuditedFinding of(AuditedFinding audited, Entity entity, String name) {
    Finding finding = audited.finding();
    List<Evidence.Item> evidence = new ArrayList<>(finding.evidence().items());
    evidence.add(new Evidence.Item(name, Evidence.Role.CONTEXT, new Evidence.Text(name)));
    evidence.add(
        new Evidence.Item("names", Evidence.Role.CONTEXT, Evidence.Texts.of(List.of(name, name))));
    return new AuditedFinding(
        new Finding(
            finding.code(),
            finding.severity(),
            entity,
            finding.discriminator(),
            entity.label() + ": " + name,
            new Evidence(evidence)),
        audited.check(),
        audited.state(),
        audited.since());
  }

  /** The report with so many findings of each of its first checks. */
  static AuditReport multiplied(AuditReport report, int checks, int findingsOfEach) {
    List<AuditedFinding> findings =
        report.checks().stream()
            .limit(checks)
            .flatMap(check -> findings(check, report, findingsOfEach))
            .sorted((one, other) -> Finding.ORDER.compare(one.finding(), other.finding()))
            .toList();
    return with(
        report,
        report.source(),
        findings,
        report.checks(),
        report.servers(),
        report.silentServers(),
        report.overview());
  }

  private static Stream<AuditedFinding> findings(
      CheckOutcome outcome, AuditReport report, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              Entity entity =
                  new Entity.Stream(new StreamId(null, "ACCOUNT-" + i % 50, "STREAM-" + i));
              return new AuditedFinding(
                  new Finding(
                      outcome.check().code(),
                      outcome.check().severity(),
                      entity,
                      "",
                      entity.label() + ": 2 of 3 replicas are offline (limit 0)",
                      new Evidence(
                          List.of(
                              new Evidence.Item(
                                  "offline",
                                  Evidence.Role.OBSERVED,
                                  new Evidence.Count(2, "replicas")),
                              new Evidence.Item(
                                  "limit",
                                  Evidence.Role.LIMIT,
                                  new Evidence.Count(0, "replicas"))))),
                  outcome.check(),
                  i % 3 == 0 ? AuditedFinding.State.NEW : AuditedFinding.State.ONGOING,
                  report.takenAt().minusSeconds(60L * i));
            });
  }

  private static AuditReport with(
      AuditReport report,
      String source,
      List<AuditedFinding> findings,
      List<CheckOutcome> checks,
      List<Entity.Server> servers,
      List<SilentServer> silent,
      Overview overview) {
    return new AuditReport(
        report.takenAt(),
        source,
        report.snapshotDuration(),
        report.duration(),
        report.takenAt().minusSeconds(60),
        findings,
        report.resolved(),
        report.unconfirmed(),
        checks,
        report.coverage(),
        servers,
        silent,
        report.problems(),
        report.history(),
        report.accepted(),
        overview);
  }
}
