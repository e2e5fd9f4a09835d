// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.natschecks.cli.proof.load.AllowedTruth.When;
import io.natschecks.cli.proof.load.Tally.Deed;
import io.natschecks.client.CaptureFile;
import io.natschecks.testkit.server.Eventually;
import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No false alarm: a healthy super-cluster under load is audited over and over, while one of its
 * servers is restarted halfway, and every warning is one of the truths below.
 *
 * <p>The load lasts 30 seconds for each release, or as long as {@code
 * -Dnatschecks.load.seconds=300} says. What was found, what became of each check, and a recording
 * of all snapshots are kept in target/load.
 */
@Tag("slow")
class HealthyLoadTest {

  private static final int LOAD_SECONDS = Integer.getInteger("natschecks.load.seconds", 30);
  private static final int AUDITS = LOAD_SECONDS / Audits.SECONDS;
  private static final Duration LOADED = Duration.ofSeconds(60);

  /**
   * JETSTREAM_001 compares answers of servers in percent of all that was ever stored: in the first
   * seconds of a stream, and without a snapshot before, the few messages between two answers are
   * more than the ten it allows.
   */
  private static final long FILLED = 4_000;

  private static final Duration AUDITED = Duration.ofSeconds(60L + 2L * LOAD_SECONDS);
  private static final Path RESULTS = Path.of("target", "load");

  private static final String SHARED_MACHINE =
      "the server measured it: servers, clients and builds share a few processors";

  private static final List<AllowedTruth> TRUTHS =
      List.of(
          AllowedTruth.of(
              "SERVER_008",
              "server/A/a2",
              When.RESTART,
              "the server was restarted, and no release was changed"),
          AllowedTruth.of("SERVER_010", "server/[AB]/.*", When.ALWAYS, SHARED_MACHINE),
          AllowedTruth.of("SERVER_018", "server/[AB]/.*", When.ALWAYS, SHARED_MACHINE),
          AllowedTruth.of("CONN_001", "connection/.*", When.ALWAYS, SHARED_MACHINE),
          AllowedTruth.of("LEAF_002", "leaf.*", When.ALWAYS, SHARED_MACHINE));

  @ParameterizedTest
  @ValueSource(strings = {"2.10", "2.15"})
  void everyWarningAboutAHealthySuperClusterIsTrue(String release) throws Exception {
    Files.createDirectories(RESULTS);
    try (SuperCluster deployment = SuperCluster.start(NatsServerBinary.release(release));
        Load load = Load.on(deployment);
        LoadClients clients = new LoadClients(new Tally());
        CaptureFile capture = CaptureFile.create(RESULTS.resolve(release + ".zip"))) {
      Eventually.until(
          "all clients work, and streams are filled",
          LOADED,
          () -> load.tally().isComplete() && load.tally().of(Deed.STORED) >= FILLED);
      Connection system = clients.stay(deployment.a(), 0, NatsCluster.SYSTEM_ACCOUNT);
      List<Connection> tenants =
          List.of(
              clients.stay(deployment.a(), 0, SuperCluster.ACME),
              clients.stay(deployment.a(), 0, SuperCluster.BETA));
      Audits audits = new Audits(deployment, system, tenants, capture);
      Restart restart;
      try (audits) {
        audits.start();
        awaitAudits(audits, AUDITS / 2);
        restart = Restart.of(deployment.a().server("a2"), deployment);
        awaitAudits(audits, AUDITS);
      }

      LoadReport report = new LoadReport(audits.reports(), restart, TRUTHS);
      Files.write(RESULTS.resolve(release + ".txt"), report.lines(load.tally()));
      assertThat(report.falseAlarms()).isEmpty();
      assertThat(report.broken()).isEmpty();
      assertThat(audits.failures()).isEmpty();
    }
  }

  private static void awaitAudits(Audits audits, int count) {
    Eventually.until(count + " audits", AUDITED, () -> audits.made() >= count);
  }
}
