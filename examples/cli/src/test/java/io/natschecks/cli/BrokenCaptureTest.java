// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natschecks.testkit.server.NatsCluster;
import io.natschecks.testkit.server.NatsServerBinary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures that something happened to. */
class BrokenCaptureTest {

  @TempDir static Path shared;

  private static Path good;
  private static NatsCluster cluster;

  @TempDir Path folder;

  @BeforeAll
  static void capture() {
    cluster =
        NatsCluster.named("C").servers(1, NatsServerBinary.release("2.15")).jetStream().start();
    good = shared.resolve("good.zip");
    Cli run =
        Cli.run(
            "capture",
            "--interval",
            "100ms",
            "--server",
            ClusterAuditTest.systemUrl(cluster),
            "--output",
            good.toString());
    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.OK);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theWholeOneIsGood() {
    assertThat(audit(good).status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void saysThatThereIsNone() {
    assertCannotBeAudited(folder.resolve("none.zip"), "There is no capture");
  }

  @Test
  void saysThatItIsEmpty() throws IOException {
    assertCannotBeAudited(Files.createFile(folder.resolve("empty.zip")), "is empty");
  }

  @Test
  void saysThatItIsNoArchive() throws IOException {
    Path text = Files.writeString(folder.resolve("text.zip"), "not a ZIP archive at all");
    assertCannotBeAudited(text, "neither a ZIP archive nor a folder");
  }

  @Test
  void saysThatItWasCutOff() throws IOException {
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
    assertCannotBeAudited(cut, "was cut off");
  }

  @Test
  void auditsTheRestOfOneWithADamagedFile() throws IOException {
    Path damaged = folder.resolve("damaged.zip");
    int healthAnswers = 0;
    try (ZipFile from = new ZipFile(good.toFile());
        OutputStream out = Files.newOutputStream(damaged);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        byte[] body = from.getInputStream(entry).readAllBytes();
        if (new String(body, StandardCharsets.UTF_8).contains("\"status_code\"")) {
          healthAnswers++;
          body = "{\"data\": tru".getBytes(StandardCharsets.UTF_8);
        }
        to.write(body);
      }
    }
    assertThat(healthAnswers).isEqualTo(2);

    Cli run = audit(damaged);

    assertThat(run.out()).contains("NOT SEEN", "HEALTHZ");
    assertThat(run.out()).contains("passed");
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  @Test
  void anEarlierCaptureComesFirst() {
    Cli run = Cli.run("audit", "--capture", good.toString(), "--previous", good.toString());

    assertThat(run.err()).contains("was not taken before");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  private static void assertCannotBeAudited(Path capture, String why) {
    Cli run = audit(capture);

    assertThat(run.err()).startsWith("natschecks: ").contains(why).contains(capture.toString());
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(ExitStatus.INCOMPLETE);
  }

  private static Cli audit(Path capture) {
    return Cli.run("audit", "--capture", capture.toString());
  }
}
