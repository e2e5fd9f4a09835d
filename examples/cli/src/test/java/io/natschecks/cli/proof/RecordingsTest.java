// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.api.snapshot.SnapshotSource;
import io.natschecks.client.CaptureSnapshotSource;
import io.natschecks.core.Auditor;
import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded real clusters give exactly the findings that are true of them. */
class RecordingsTest {

  @TempDir private static Path captures;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream input = RecordingsTest.class.getResourceAsStream("captures.zip");
        ZipInputStream zip = new ZipInputStream(input)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = captures.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }

  @Test
  void nothingIsWrongWithHealthyDeployments() throws Exception {
    finds("2.9.10/small-cluster");
    finds("2.10.27/small-cluster");
    finds("2.15.1/healthy-supercluster");
    finds("2.15.1/operator-jwt");
  }

  @Test
  void theSurvivorsOfAStoppedServerAreWell() throws Exception {
    // Health says nothing of other servers, and two servers are too few for a concentration.
    finds("2.9.10/fault-a-one-of-three-down");
    finds("2.10.27/fault-a-one-of-three-down");
    finds("2.10.27/fault-a-one-of-three-crashed");
    finds("2.15.1/fault-a-one-of-three-down");
    finds("2.15.1/fault-a-one-of-three-crashed");
  }

  @Test
  void aLostQuorumIsUntypedOnlyBefore210() throws Exception {
    // 2.9 says "unavailable" without a type; later releases type it JETSTREAM.
    finds("2.9.10/fault-b-two-of-three-down", "SERVER_001 server/C1/n1");
    finds("2.10.27/fault-b-two-of-three-down");
    finds("2.15.1/fault-b-two-of-three-down");
    finds("2.15.1/fault-b-two-of-three-crashed");
  }

  @Test
  void missingAccountsAreFoundWhereTheServerSaysSo() throws Exception {
    finds("2.10.27/fault-c-account-jwt-missing-one-server", "SERVER_016 server/C1/n3");
    finds("2.10.27/fault-c-account-expired", "SERVER_016 server/C1/n3");
    finds("2.15.1/fault-c-account-not-in-memory-resolver", "SERVER_016 server/C1/n3");
    finds(
        "2.15.1/fault-c-account-jwt-missing-everywhere",
        "SERVER_016 server/C1/n1",
        "SERVER_016 server/C1/n2",
        "SERVER_016 server/C1/n3");
    // 2.15.1 says ok here; once the JWT is back late, its errors are about streams.
    finds("2.15.1/fault-c-account-jwt-missing-one-server");
    finds("2.15.1/fault-c-account-expired");
    finds("2.15.1/fault-c-account-jwt-restored-late");
  }

  @Test
  void thirtySevenOfFortyConnectionsAreNearTheLimit() throws Exception {
    finds(
        "2.15.1/fault-d-account-near-connection-limit",
        "ACCOUNTS_001 account/ABZZ364GXEOMWXULTCS2F5S7ODV4JPAPI22DJB3NS4UKTEMRYQM6WFX2");
  }

  @Test
  void sixtyOf180RequestsFailed() throws Exception {
    // The interval holds 75 requests, too few; since the start it was 60 of 180.
    finds("2.15.1/fault-e-js-api-errors", "JETSTREAM_009 server/C1/n3");
  }

  @Test
  void twelveOfFifteenConnectionsAreOnOneServer() throws Exception {
    finds("2.15.1/fault-f-connections-unbalanced", "OPT_BALANCE_006 server/C1/n1 account=ACME");
  }

  @Test
  void serversThatAcceptNoClientsAreFound() throws Exception {
    finds("2.9.10/fault-g-lame-duck", "SERVER_001 server/C1/n3");
    finds("2.10.27/fault-g-lame-duck", "SERVER_001 server/C1/n3");
    finds("2.15.1/fault-g-lame-duck", "SERVER_001 server/C1/n3");
  }

  @Test
  void theFaultyClusterOfTheReadmeHasAllFive() throws Exception {
    String acme = "ABM4ACJMENI3RU6BCNWCV76ON53GMLARQMWFGUKFVN3HEZBKSNNY5JY5";
    finds(
        Path.of("demo", "faulty-cluster.zip"),
        "ACCOUNTS_001 account/" + acme,
        "JETSTREAM_009 server/EAST/east-1",
        "OPT_BALANCE_006 server/EAST/east-1 account=" + acme,
        "SERVER_001 server/EAST/east-4",
        "SERVER_016 server/EAST/east-3");
  }

  @Test
  void aServerThatStartsSlowlyIsFoundWhileItStarts() throws Exception {
    CaptureSnapshotSource capture =
        CaptureSnapshotSource.open(captures.resolve("2.15.1/fault-g-not-ready-at-start"));

    try (Auditor auditor = Auditor.create()) {
      assertThat(Real.found(auditor.audit(capture.previous().orElseThrow())))
          .containsExactly("SERVER_001 server/C1/n3");
      assertThat(Real.found(auditor.audit(capture))).isEmpty();
    }
  }

  private static void finds(String capture, String... keys) throws Exception {
    finds(captures.resolve(capture), keys);
  }

  private static void finds(Path capture, String... keys) throws Exception {
    CaptureSnapshotSource source = CaptureSnapshotSource.open(capture);
    Optional<SnapshotSource> previous = source.previous();
    try (Auditor auditor = Auditor.create()) {
      if (previous.isPresent()) {
        auditor.audit(previous.get());
      }
      AuditReport report = auditor.audit(source);
      assertThat(Real.found(report)).as(capture.toString()).containsExactly(keys);
    }
  }
}
