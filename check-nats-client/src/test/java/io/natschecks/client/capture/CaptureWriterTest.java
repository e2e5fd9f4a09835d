// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.ApiErrorCount;
import io.natschecks.api.snapshot.ApiErrors;
import io.natschecks.api.snapshot.Coverage;
import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SilentServer;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.reply.AccountServices;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import io.natschecks.client.reply.ServerRef;
import io.natschecks.client.reply.ServiceInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CaptureWriterTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456789Z");
  private static final ServerRef SERVER = new ServerRef("NABC", "n1", "C1");
  private static final SnapshotPlan PLAN = SnapshotPlan.everything();

  @TempDir private Path folder;

  private Path archive() {
    return folder.resolve("capture.zip");
  }

  private static Reply reply(
      Endpoint endpoint,
      ServerRef server,
      @Nullable String account,
      boolean enveloped,
      String body) {
    return new Reply(
        endpoint, server, account, 0, TIME, enveloped, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply varz(ServerRef server) {
    return reply(Endpoint.VARZ, server, null, true, "{\"server\":{},\"data\":{\"cores\":2}}");
  }

  private void record(Reply... replies) throws IOException {
    CaptureWriter writer = CaptureWriter.create(archive());
    SnapshotRecording recording = writer.record(PLAN, TIME, "test");
    List.of(replies).forEach(recording::reply);
    recording.complete(Duration.ofMillis(5));
    writer.close();
  }

  private Map<String, Map<String, String>> manifest() throws IOException {
    try (ZipContents zip = ZipContents.open(archive(), CaptureLimits.DEFAULT)) {
      return Manifest.read(zip.read(Manifest.PATH)).files();
    }
  }

  /** The bodies that nats audit finds under a type. */
  private List<String> artifacts(String type) throws IOException {
    List<String> found = new ArrayList<>();
    try (ZipContents zip = ZipContents.open(archive(), CaptureLimits.DEFAULT)) {
      for (Map.Entry<String, Map<String, String>> file : manifest().entrySet()) {
        if (type.equals(file.getValue().get(Tag.TYPE))) {
          found.add(new String(zip.read(file.getKey()), StandardCharsets.UTF_8));
        }
      }
    }
    return found;
  }

  @Test
  void givesBackBothSnapshotsOfARealCapture() throws Exception {
    for (String scenario : List.of("one-crashed", "old-release", "not-ready")) {
      Capture source = FolderCapture.open(Replies.resource(scenario), FolderTransport.ANY);
      CaptureWriter writer = CaptureWriter.create(archive());
      for (RecordedSnapshot snapshot : source.snapshots()) {
        SnapshotRecording recording = writer.record(PLAN, snapshot.takenAt(), snapshot.source());
        Replay.into(source, snapshot, PLAN, recording);
        recording.complete(snapshot.took());
      }
      writer.close();

      Capture written = Capture.open(archive());

      assertThat(written.snapshots()).hasSameSizeAs(source.snapshots()).hasSize(2);
      for (int i = 0; i < 2; i++) {
        Replies expected = Replies.of(source, i);
        Replies actual = Replies.of(written, i);
        assertThat(actual.values()).isEqualTo(expected.values()).isNotEmpty();
        assertThat(actual.gaps).isEqualTo(expected.gaps);
        assertThat(actual.silent).isEqualTo(expected.silent);
        assertThat(written.snapshots().get(i).takenAt())
            .isEqualTo(source.snapshots().get(i).takenAt());
        assertThat(written.snapshots().get(i).took()).isEqualTo(source.snapshots().get(i).took());
      }
    }
  }

  @Test
  void givesBackWhatAccountsTold() throws Exception {
    AccountServices services =
        new AccountServices(
            "ACME",
            new Coverage.Entry(Status.TRUNCATED, "half"),
            List.of(new ServiceInfo("a\"\u0000", "I1", "1"), new ServiceInfo("b", "I2", null)));
    ApiErrors errors =
        new ApiErrors(
            TIME,
            List.of("ACME"),
            List.of("BETA"),
            List.of(
                new ApiErrorCount("n1", "ACME", "STREAM.INFO", 10059, "app", 60),
                new ApiErrorCount("n1", "ACME", "STREAM.INFO", 10059, null, 2)),
            3,
            4);
    CaptureWriter writer = CaptureWriter.create(archive());
    SnapshotRecording recording =
        writer.record(SnapshotPlan.of(Set.of(Section.SERVICES)), TIME, "test");
    recording.services(services);
    recording.apiErrors(errors);
    recording.complete(Duration.ZERO);
    writer.close();

    Replies all = Replies.of(Capture.open(archive()), 0);
    assertThat(all.services).containsExactly(services);
    assertThat(all.apiErrors).containsExactly(errors);

    SnapshotPlan other = SnapshotPlan.of(Set.of(Section.VARZ));
    assertThat(Replies.of(Capture.open(archive()), 0, other).services).isEmpty();
  }

  @Test
  void givesBackGapsOfEveryKind() throws Exception {
    CaptureWriter writer = CaptureWriter.create(archive());
    SnapshotRecording recording =
        writer.record(SnapshotPlan.of(Set.of(Section.VARZ, Section.RAFTZ)), TIME, "test");
    recording.reply(varz(SERVER));
    recording.missing(SERVER, Section.VARZ, Status.TRUNCATED, "half");
    recording.unavailable(Section.RAFTZ, Status.REFUSED, "not allowed");
    recording.silent(new SilentServer("n2", "NDEF", null, "no answer"));
    recording.complete(Duration.ZERO);
    writer.close();

    Replies replies = Replies.of(Capture.open(archive()), 0);

    assertThat(replies.gaps)
        .contains(
            new RecordedGap(SERVER, Section.VARZ, Status.TRUNCATED, "half"),
            new RecordedGap(null, Section.RAFTZ, Status.REFUSED, "not allowed"),
            new RecordedGap(
                null, Section.CONNZ, Status.NOT_REQUESTED, "the capture was taken without it"));
    assertThat(replies.silent).containsExactly(new SilentServer("n2", "NDEF", null, "no answer"));
  }

  @Test
  void tagsServersAndAccountsAsNatsAuditDoes() throws Exception {
    record(
        varz(SERVER),
        reply(Endpoint.ACCOUNT_INFO, SERVER, "ACME", true, "{\"server\":{},\"data\":{\"a\":1}}"));

    assertThat(manifest())
        .containsEntry(
            "capture/clusters/C1/n1/variables/0001.json",
            Map.of("server", "n1", "cluster", "C1", "artifact_type", "variables"))
        .containsEntry(
            "capture/accounts/ACME/servers/C1__n1/account_info/0001.json",
            Map.of(
                "account",
                "ACME",
                "server",
                "n1",
                "cluster",
                "C1",
                "artifact_type",
                "account_info"))
        .containsEntry(
            "capture/misc/audit_gather_metadata.json", Map.of("special", "audit_gather_metadata"));
  }

  @Test
  void wrapsForNatsAuditWhatServersAnswerOverHttp() throws Exception {
    record(reply(Endpoint.HEALTHZ, SERVER, null, false, "{\"status\":\"ok\"}"));

    assertThat(artifacts("health"))
        .containsExactly(
            "{\"server\":{\"name\":\"n1\",\"id\":\"NABC\",\"cluster\":\"C1\","
                + "\"time\":\"2026-01-01T00:00:00.123456789Z\"},\"data\":{\"status\":\"ok\"}}");
    assertThat(Replies.text(Replies.of(Capture.open(archive()), 0).replies.get(0)))
        .isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void unwrapsAccountsForNatsAudit() throws Exception {
    record(
        reply(Endpoint.ACCOUNT_INFO, SERVER, "A", true, "{\"server\":{},\"data\": {\"a\":1} }"),
        reply(
            Endpoint.ACCOUNT_INFO, SERVER, "B", false, "{\"now\":1,\"account_detail\":{\"b\":2}}"));

    assertThat(artifacts("account_info")).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @Test
  void cutsOutStreamsForNatsAudit() throws Exception {
    String streams =
        "[{\"name\":\"O\u00e9\",\"cluster\":{\"name\":\"C1\"},\"state\":{}},{\"name\":\"P\"}]";
    String body = "{\"account_details\":[{\"stream_detail\":" + streams + ",\"id\":\"ACME\"}]}";
    record(
        reply(Endpoint.JSZ_DETAIL, SERVER, null, true, "{\"server\":{},\"data\":" + body + "}"),
        reply(Endpoint.JSZ_DETAIL, SERVER, null, false, body));

    assertThat(artifacts("stream_info"))
        .containsExactlyInAnyOrder(
            "{\"name\":\"O\u00e9\",\"cluster\":{\"name\":\"C1\"},\"state\":{}}",
            "{\"name\":\"O\u00e9\",\"cluster\":{\"name\":\"C1\"},\"state\":{}}",
            "{\"name\":\"P\"}",
            "{\"name\":\"P\"}");
  }

  @Test
  void hidesFromNatsAuditWhatWouldEndItsChecks() throws Exception {
    record(
        reply(Endpoint.JSZ, SERVER, null, true, "{\"server\":{},\"data\":null,\"error\":{}}"),
        reply(Endpoint.JSZ, SERVER, null, true, "{\"server\":{},\"data\":{"),
        reply(Endpoint.JSZ, SERVER, null, false, "no json"));

    assertThat(artifacts("jetstream_info")).isEmpty();
    assertThat(Replies.of(Capture.open(archive()), 0).replies)
        .extracting(Replies::text)
        .containsExactly(
            "{\"server\":{},\"data\":null,\"error\":{}}", "{\"server\":{},\"data\":{", "no json");
  }

  @Test
  void tagsOnlyTheFirstSnapshotForNatsAudit() throws Exception {
    CaptureWriter writer = CaptureWriter.create(archive());
    for (String cores : List.of("1", "2")) {
      SnapshotRecording recording = writer.record(PLAN, TIME, "test");
      recording.reply(
          reply(Endpoint.VARZ, SERVER, null, true, "{\"data\":{\"cores\":" + cores + "}}"));
      recording.complete(Duration.ZERO);
    }
    writer.close();

    assertThat(artifacts("variables")).containsExactly("{\"data\":{\"cores\":1}}");
    assertThat(Replies.text(Replies.of(Capture.open(archive()), 1).replies.get(0)))
        .isEqualTo("{\"data\":{\"cores\":2}}");
  }

  @Test
  void keepsHostileNamesOutOfPathsAndInTags() throws Exception {
    List<String> names =
        List.of("../../etc", "", ".", "a/b", "a\\b", "\u0000\n", "\ud800", "x".repeat(70_000));
    List<Reply> replies = new ArrayList<>();
    for (String name : names) {
      replies.add(varz(new ServerRef("id " + name, name, name)));
      replies.add(reply(Endpoint.ACCOUNT_INFO, SERVER, name, true, "{\"server\":{},\"data\":{}}"));
    }
    record(replies.toArray(new Reply[0]));

    try (ZipFile zip = new ZipFile(archive().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .allMatch(path -> path.matches("capture(/[A-Za-z0-9%_$.@+=,-]{1,203}){2,8}"))
          .noneMatch(path -> path.contains("/."));
    }
    assertThat(manifest().values()).extracting(tags -> tags.get("server")).containsAll(names);
    Replies read = Replies.of(Capture.open(archive()), 0);
    assertThat(read.replies)
        .filteredOn(reply -> reply.endpoint() == Endpoint.VARZ)
        .extracting(reply -> reply.server().name())
        .containsExactlyElementsOf(names);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void onlyTheOwnerMayReadItFromTheStart() throws Exception {
    CaptureWriter writer = CaptureWriter.create(archive());
    assertThat(permissionsOfAll()).containsExactly("rw-------");
    writer.record(PLAN, TIME, "test").complete(Duration.ZERO);
    writer.close();

    assertThat(archive()).exists();
    assertThat(permissionsOfAll()).containsExactly("rw-------");
  }

  private List<String> permissionsOfAll() throws IOException {
    List<String> permissions = new ArrayList<>();
    for (Path file : files()) {
      permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    return permissions;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void leavesNoFileWithoutACompletedSnapshot() throws Exception {
    CaptureWriter writer = CaptureWriter.create(archive());
    writer.record(PLAN, TIME, "test").reply(varz(SERVER));
    assertThat(files()).hasSize(1);
    writer.close();

    assertThat(files()).isEmpty();
  }

  @Test
  void replacesAnOlderCaptureOnlyWhenItIsWhole() throws Exception {
    Files.writeString(archive(), "old");
    CaptureWriter failing = CaptureWriter.create(archive());
    failing.close();
    assertThat(archive()).hasContent("old");

    record(varz(SERVER));

    assertThat(Capture.open(archive()).snapshots()).hasSize(1);
    assertThat(files()).containsExactly(archive());
  }

  @Test
  void leavesNoFileWhenItCannotBePutInItsPlace() throws Exception {
    CaptureWriter writer = CaptureWriter.create(archive());
    writer.record(PLAN, TIME, "test").complete(Duration.ZERO);
    Files.createDirectories(archive().resolve("in the way"));

    assertThatThrownBy(writer::close)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The capture " + archive() + " cannot be written: ");
    assertThat(files()).containsExactly(archive());
  }

  @Test
  void saysThatAFolderIsMissing() {
    Path path = folder.resolve("absent/capture.zip");

    assertThatThrownBy(() -> CaptureWriter.create(path))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The capture "
                + path
                + " cannot be written: it must be a file in a folder that exists.");
  }
}
