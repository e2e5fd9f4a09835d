// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.Server;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.Snapshot;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.capture.CaptureWriter;
import io.natschecks.client.capture.SnapshotRecording;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSnapshotSourceTest {

  private static final SnapshotPlan EVERYTHING = SnapshotPlan.everything();

  @TempDir private Path folder;

  private static Path resource(String name) {
    URL url =
        Objects.requireNonNull(CaptureSnapshotSourceTest.class.getResource("capture/" + name));
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void seesTheClusterThatNatsAuditGathered() throws Exception {
    Snapshot snapshot =
        CaptureSnapshotSource.open(resource("gather-three-servers.zip")).take(EVERYTHING);

    assertThat(snapshot.servers())
        .extracting(Server::name, Server::clusterName)
        .containsExactly(tuple("n1", "EAST"), tuple("n2", "EAST"), tuple("n3", "EAST"));
    assertThat(snapshot.streams())
        .extracting(stream -> stream.id().account() + " " + stream.id().name())
        .containsExactly("SHOP EVENTS", "SHOP ORDERS");
    assertThat(snapshot.consumers()).extracting(consumer -> consumer.name()).containsOnly("work");
    assertThat(snapshot.coverage().of(Section.HEALTHZ)).isEqualTo(Coverage.Entry.GATHERED);
    assertThat(snapshot.coverage().exceptions(Section.JSZ)).isEmpty();
    assertThat(snapshot.coverage().of(Section.JSZ)).isEqualTo(Coverage.Entry.GATHERED);
    assertThat(snapshot.coverage().of(Section.CONNZ_CLOSED).status())
        .isEqualTo(Status.NOT_REQUESTED);
  }

  @Test
  void givesTheLastSnapshotAndTheOneBefore() throws Exception {
    CaptureSnapshotSource source = CaptureSnapshotSource.open(resource("one-crashed"));

    Snapshot current = source.take(EVERYTHING);
    Snapshot previous = source.previous().orElseThrow().take(EVERYTHING);

    assertThat(current.takenAt()).isEqualTo(source.takenAt());
    assertThat(Duration.between(previous.takenAt(), current.takenAt())).hasSeconds(10);
    assertThat(current.servers()).extracting(Server::name).containsExactly("n1", "n2");
    assertThat(current.silentServers())
        .containsExactly(new SilentServer("n3", null, "C1", "connection refused"));
    assertThat(current.servers().get(0).id()).isEqualTo(previous.servers().get(0).id());
  }

  @Test
  void theFirstSnapshotHasNoneBefore() throws Exception {
    assertThat(CaptureSnapshotSource.open(resource("gather-three-servers.zip")).previous())
        .isEmpty();
  }

  @Test
  void readsBackWhatWasRecorded() throws Exception {
    Path path = folder.resolve("capture.zip");
    try (CaptureFile file = CaptureFile.create(path)) {
      record(file, "{\"status\":\"ok\"}");
    }

    CaptureSnapshotSource source = CaptureSnapshotSource.open(path);
    Snapshot snapshot = source.take(EVERYTHING);

    assertThat(snapshot.takenAt()).isEqualTo(Instant.EPOCH);
    assertThat(snapshot.source()).isEqualTo("test");
    assertThat(snapshot.coverage().of(Section.HEALTHZ)).isEqualTo(Coverage.Entry.GATHERED);
  }

  @Test
  void brokenJsonIsMissingAndTheRestIsRead() throws Exception {
    Path path = folder.resolve("capture.zip");
    try (CaptureFile file = CaptureFile.create(path)) {
      record(file, "{\"status\":");
    }

    Snapshot snapshot = CaptureSnapshotSource.open(path).take(EVERYTHING);

    assertThat(snapshot.coverage().of(Section.HEALTHZ, "NABC").status())
        .isEqualTo(Status.MALFORMED);
  }

  private static void record(CaptureFile file, String health) {
    CaptureWriter writer = file.writer();
    SnapshotRecording recording = writer.record(EVERYTHING, Instant.EPOCH, "test");
    recording.reply(
        new Reply(
            Endpoint.HEALTHZ,
            new ServerRef("NABC", "n1", null),
            null,
            0,
            Instant.EPOCH,
            false,
            health.getBytes(StandardCharsets.UTF_8)));
    recording.complete(Duration.ZERO);
  }

  @Test
  void saysThatThereIsNoCapture() {
    Path absent = folder.resolve("absent.zip");

    assertThatThrownBy(() -> CaptureSnapshotSource.open(absent))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no capture " + absent + ".");
  }

  @Test
  void saysThatACaptureIsGone() throws Exception {
    Path path = folder.resolve("capture.zip");
    Files.copy(resource("gather-three-servers.zip"), path);
    CaptureSnapshotSource source = CaptureSnapshotSource.open(path);
    Files.delete(path);

    assertThatThrownBy(() -> source.take(EVERYTHING))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("There is no capture " + path + ".");
  }
}
