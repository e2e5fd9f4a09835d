// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.client.reply.Endpoint;
import io.natschecks.client.reply.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are damaged, or made to do harm. */
class ZipCaptureTest {

  private static final String VARZ = "capture/varz/0001.json";
  private static final String JSZ = "capture/jsz_/0001.json";
  private static final String ANSWER = "{\"server\":{\"id\":\"NABC\",\"name\":\"n1\"},\"data\":{}}";
  private static final CaptureLimits SMALL = new CaptureLimits(10, 1000, 1500);

  @TempDir private Path folder;

  private Path archive() {
    return folder.resolve("capture.zip");
  }

  private static String manifest(Map<String, String> types) {
    Manifest manifest = new Manifest();
    types.forEach(
        (path, type) ->
            manifest.add(
                path,
                List.of(
                    new Tag(Tag.SERVER, "n1"),
                    new Tag(Tag.CLUSTER, "C1"),
                    new Tag(Tag.TYPE, type))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write(Map<String, String> files) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive()))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }

  private void writeTwoAnswers(String varz, String jsz) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(VARZ, varz);
    files.put(JSZ, jsz);
    files.put(Manifest.PATH, manifest(Map.of(VARZ, "variables", JSZ, "jetstream_info")));
    write(files);
  }

  /** Changes bytes wherever they stand, without a look at checksums. */
  private void patch(String from, String to) throws IOException {
    String bytes = Files.readString(archive(), StandardCharsets.ISO_8859_1);
    Files.writeString(archive(), bytes.replace(from, to), StandardCharsets.ISO_8859_1);
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> Capture.open(archive()))
        .isInstanceOf(IOException.class)
        .hasMessage(reason);
  }

  private void assertOnlyVarzIsRead(Status status, String reason) throws Exception {
    assertOnlyVarzIsRead(CaptureLimits.DEFAULT, status, reason);
  }

  private void assertOnlyVarzIsRead(CaptureLimits limits, Status status, String reason)
      throws Exception {
    Replies replies = Replies.of(ZipCapture.open(archive(), limits), 0);

    assertThat(replies.replies).extracting(Reply::endpoint).containsExactly(Endpoint.VARZ);
    assertThat(replies.gaps)
        .filteredOn(gap -> gap.server() != null)
        .extracting(RecordedGap::section)
        .contains(Section.JSZ, Section.JSZ_STREAMS, Section.JSZ_CONSUMERS);
    assertThat(replies.gaps)
        .filteredOn(gap -> gap.server() != null && gap.section() == Section.JSZ)
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.status()).isEqualTo(status);
              assertThat(gap.detail()).isEqualTo("cannot read " + JSZ + ": " + reason);
              assertThat(gap.server().id()).isEqualTo("NABC");
            });
  }

  @Test
  void refusesWhatIsNoArchive() throws Exception {
    Files.writeString(archive(), "hello");
    assertRefused("The capture " + archive() + " is neither a ZIP archive nor a folder.");

    Files.writeString(archive(), "P");
    assertRefused("The capture " + archive() + " is neither a ZIP archive nor a folder.");

    Files.writeString(archive(), "");
    assertRefused("The capture " + archive() + " is empty.");
  }

  @Test
  void refusesAnArchiveWithoutFiles() throws Exception {
    write(Map.of());

    assertRefused("The capture " + archive() + " is empty.");
  }

  @Test
  void refusesAnArchiveThatWasCutOff() throws Exception {
    writeTwoAnswers(ANSWER, ANSWER);
    byte[] bytes = Files.readAllBytes(archive());
    Files.write(archive(), Arrays.copyOf(bytes, bytes.length * 2 / 3));

    assertRefused("The capture " + archive() + " is a ZIP archive that was cut off.");
  }

  @Test
  void refusesAnArchiveWithADamagedDirectory() throws Exception {
    writeTwoAnswers(ANSWER, ANSWER);
    patch("PK\u0001\u0002", "PK\u0009\u0009");

    assertThatThrownBy(() -> Capture.open(archive()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The capture " + archive() + " is a damaged ZIP archive: ");
  }

  @Test
  void refusesAnArchiveOfAnotherKind() throws Exception {
    write(Map.of("readme.txt", "hello"));

    assertRefused(
        "The capture " + archive() + " holds no manifest, so nats audit did not write it.");
  }

  @Test
  void refusesABrokenManifestAndAnEmptyOne() throws Exception {
    write(Map.of(Manifest.PATH, "{\"a\":["));
    assertThatThrownBy(() -> Capture.open(archive()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "The manifest of the capture " + archive() + " is damaged: its JSON");

    write(Map.of(Manifest.PATH, "{}"));
    assertRefused("The capture " + archive() + " holds no answer of any server.");
  }

  @Test
  void refusesABrokenIndexAndOneOfALaterRelease() throws Exception {
    write(Map.of(Manifest.PATH, "{}", CaptureIndex.PATH, "{\"version\":2}"));
    assertRefused(
        "The index of the capture " + archive() + " is damaged: it has version 2, not 1.");

    write(Map.of(Manifest.PATH, "{}", CaptureIndex.PATH, "{\"version\":1}"));
    assertRefused("The capture " + archive() + " holds no snapshot.");

    write(
        Map.of(
            Manifest.PATH,
            "{}",
            CaptureIndex.PATH,
            "{\"version\":1,\"snapshots\":[{\"taken_at\":\"now\",\"took\":\"PT1S\",\"source\":\"\"}]}"));
    assertThatThrownBy(() -> Capture.open(archive()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The index of the capture " + archive() + " is damaged: a value");
  }

  @Test
  void readsTheRestWhenAFileIsMissing() throws Exception {
    write(
        Map.of(
            VARZ,
            ANSWER,
            Manifest.PATH,
            manifest(Map.of(VARZ, "variables", JSZ, "jetstream_info"))));

    assertOnlyVarzIsRead(Status.MALFORMED, "it is not in the archive");
  }

  @Test
  void readsTheRestWhenAFileStandsTwice() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(VARZ, ANSWER);
    files.put(JSZ, ANSWER);
    files.put(JSZ.replace("jsz_", "jszX"), ANSWER);
    files.put(Manifest.PATH, manifest(Map.of(VARZ, "variables", JSZ, "jetstream_info")));
    write(files);
    patch("jszX", "jsz_");

    assertOnlyVarzIsRead(Status.MALFORMED, "it stands twice in the archive");
  }

  @Test
  void readsTheRestWhenAChecksumIsWrong() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(VARZ, ANSWER);
    files.put(Manifest.PATH, manifest(Map.of(VARZ, "variables", JSZ, "jetstream_info")));
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive()))) {
      byte[] answer = ANSWER.replace("{}", "{\"memory\":1}").getBytes(StandardCharsets.UTF_8);
      ZipEntry stored = new ZipEntry(JSZ);
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(answer.length);
      CRC32 crc = new CRC32();
      crc.update(answer);
      stored.setCrc(crc.getValue());
      zip.putNextEntry(stored);
      zip.write(answer);
      zip.closeEntry();
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    patch("\"memory\":1", "\"memory\":2");

    assertOnlyVarzIsRead(Status.MALFORMED, "its checksum is wrong");
  }

  @Test
  void readsTheRestWhenAFileUnpacksToTooMuch() throws Exception {
    writeTwoAnswers(ANSWER, ANSWER + " ".repeat(5000));

    CaptureLimits limits = new CaptureLimits(10, 1000, 1_000_000);
    assertOnlyVarzIsRead(limits, Status.TRUNCATED, "it unpacks to more than 1000 bytes");
  }

  @Test
  void readsNoMoreThanALimitInAll() throws Exception {
    writeTwoAnswers(ANSWER + " ".repeat(900), ANSWER + " ".repeat(900));

    Replies replies = Replies.of(ZipCapture.open(archive(), SMALL), 0);

    assertThat(replies.replies).hasSize(1);
    assertThat(replies.gaps)
        .filteredOn(gap -> gap.status() == Status.TRUNCATED)
        .isNotEmpty()
        .allMatch(gap -> gap.detail().endsWith("the capture unpacks to more than 1500 bytes"));
  }

  @Test
  void refusesTooManyFiles() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < 11; i++) {
      files.put("file" + i, "");
    }
    write(files);

    assertThatThrownBy(() -> ZipCapture.open(archive(), SMALL))
        .isInstanceOf(IOException.class)
        .hasMessage("The capture " + archive() + " holds more than 10 files.");
  }

  @Test
  void namesThatLeadOutOfTheArchiveAreOnlyNames() throws Exception {
    String outside = "../../outside/0001.json";
    Map<String, String> files = new LinkedHashMap<>();
    files.put(outside, ANSWER);
    files.put(Manifest.PATH, manifest(Map.of(outside, "variables")));
    write(files);

    assertThat(Replies.of(Capture.open(archive()), 0).replies).hasSize(1);
    assertThat(folder.resolve(outside).normalize()).doesNotExist();
  }
}
