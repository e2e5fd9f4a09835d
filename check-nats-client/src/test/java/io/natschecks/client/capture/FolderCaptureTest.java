// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natschecks.api.snapshot.Coverage.Entry;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCaptureTest {

  private static final int EARLIER = 0;
  private static final int LATER = 1;

  private static FolderCapture open(String name, FolderTransport transport) throws IOException {
    return FolderCapture.open(Replies.resource(name), transport);
  }

  @Test
  void laterFilesMakeASecondSnapshot() throws Exception {
    Capture capture = open("one-crashed", FolderTransport.ANY);

    assertThat(capture.snapshots())
        .extracting(RecordedSnapshot::takenAt)
        .containsExactly(
            Instant.parse("2026-11-21T04:11:30Z"), Instant.parse("2026-11-21T04:11:40Z"));
    assertThat(capture.snapshots().get(LATER).took()).isLessThan(Duration.ofSeconds(5));
    assertThat(Replies.of(capture, EARLIER).get("n1", Endpoint.VARZ).receivedAt())
        .isBefore(Replies.of(capture, LATER).get("n1", Endpoint.VARZ).receivedAt());
  }

  @Test
  void whatWasAskedOnceIsInBothSnapshots() throws Exception {
    Capture capture = open("one-crashed", FolderTransport.ANY);

    Reply earlier = Replies.of(capture, EARLIER).get("n1", Endpoint.HEALTHZ);
    Reply later = Replies.of(capture, LATER).get("n1", Endpoint.HEALTHZ);

    assertThat(Replies.text(later)).isEqualTo(Replies.text(earlier)).contains("\"status\":\"ok\"");
  }

  @Test
  void prefersTheSystemAccountButANewerAnswerMore() throws Exception {
    Replies later = Replies.of(open("one-crashed", FolderTransport.ANY), LATER);

    assertThat(later.get("n1", Endpoint.VARZ).enveloped()).isTrue();
    assertThat(later.get("n1", Endpoint.JSZ).enveloped()).isFalse();
  }

  @Test
  void takesStatisticsOfAllAccountsOverHttp() throws Exception {
    Replies any = Replies.of(open("one-crashed", FolderTransport.ANY), LATER);
    Replies system = Replies.of(open("one-crashed", FolderTransport.SYSTEM_ACCOUNT), LATER);

    assertThat(any.get("n1", Endpoint.ACCSTATZ).account()).isNull();
    assertThat(system.get("n1", Endpoint.ACCSTATZ).account()).isEqualTo("ACME");
  }

  @Test
  void readsOneTransportOnly() throws Exception {
    Replies http = Replies.of(open("one-crashed", FolderTransport.HTTP), LATER);
    Replies system = Replies.of(open("one-crashed", FolderTransport.SYSTEM_ACCOUNT), LATER);

    assertThat(http.replies).isNotEmpty().noneMatch(Reply::enveloped);
    assertThat(system.replies).isNotEmpty().allMatch(Reply::enveloped);
  }

  @Test
  void findsTheIdOfAServerWhoseHealthOverHttpHasNone() throws Exception {
    Reply health =
        Replies.of(open("one-crashed", FolderTransport.HTTP), EARLIER).get("n2", Endpoint.HEALTHZ);

    assertThat(health.server().id()).hasSize(56).startsWith("N");
    assertThat(health.server().cluster()).isEqualTo("C1");
  }

  @Test
  void aServerThatRefusedTheConnectionIsSilent() throws Exception {
    Replies replies = Replies.of(open("one-crashed", FolderTransport.ANY), LATER);

    assertThat(replies.silent)
        .containsExactly(new SilentServer("n3", null, "C1", "connection refused"));
  }

  @Test
  void noRespondersMeansThatTheReleaseDoesNotHaveIt() throws Exception {
    Replies replies = Replies.of(open("old-release", FolderTransport.ANY), EARLIER);

    ServerRef server = replies.get("n1", Endpoint.VARZ).server();
    assertThat(replies.gaps)
        .contains(new RecordedGap(server, Section.RAFTZ, Status.NOT_IN_RELEASE, "no responders"));
  }

  @Test
  void aTextInPlaceOfAnAnswerIsAGap() throws Exception {
    Replies replies = Replies.of(open("not-ready", FolderTransport.ANY), EARLIER);

    assertThat(replies.gaps)
        .filteredOn(gap -> gap.server() != null && gap.server().name().equals("n3"))
        .anySatisfy(
            gap -> {
              assertThat(gap.section()).isEqualTo(Section.ACCOUNT_INFO);
              assertThat(gap.status()).isEqualTo(Status.REFUSED);
              assertThat(gap.detail()).isNotBlank();
            });
  }

  @Test
  void handsOnWhatThePlanWants() throws Exception {
    Capture capture = open("one-crashed", FolderTransport.ANY);
    SnapshotPlan plan = SnapshotPlan.of(Set.of(Section.VARZ, Section.SUBSZ));

    Replies replies = Replies.of(capture, LATER, plan);

    assertThat(replies.replies)
        .extracting(Reply::endpoint)
        .containsOnly(Endpoint.VARZ, Endpoint.STATSZ);
    assertThat(replies.gaps)
        .containsExactly(
            new RecordedGap(
                null, Section.SUBSZ, Status.NOT_REQUESTED, "the capture was taken without it"));
  }

  @Test
  void readsTheRestWhenAFileIsDamaged(@TempDir Path folder) throws Exception {
    copy("one-crashed", folder);
    Files.write(folder.resolve("n1/sys-JSZ-detail.json.gz"), new byte[] {1, 2, 3});
    Files.delete(folder.resolve("n1/sys-RAFTZ.json"));

    Replies replies = Replies.of(FolderCapture.open(folder, FolderTransport.ANY), EARLIER);

    assertThat(replies.gaps)
        .filteredOn(gap -> gap.status() == Status.MALFORMED)
        .extracting(RecordedGap::section)
        .containsExactlyInAnyOrder(Section.JSZ_STREAMS, Section.JSZ_CONSUMERS, Section.RAFTZ);
    assertThat(replies.find("n1", Endpoint.VARZ)).isPresent();
  }

  @Test
  void readsWhatServicesAnswered(@TempDir Path folder) throws Exception {
    copy("one-crashed", folder);
    Files.createDirectory(folder.resolve("_deployment"));
    String info = "{\"name\":\"shop-quote\",\"id\":\"2Mmy\",\"version\":\"1.2.0\"}";
    Files.writeString(folder.resolve("_deployment/acme-srv-info-shop-quote.json"), info);
    Files.writeString(folder.resolve("_deployment/other-srv-info-broken.json"), "{");
    String listed =
        "\"files\": [{\"server\":\"_deployment\",\"at\":\"2026-01-01T00:00:00Z\",\"file\":\"_deployment/%s\"},";
    Path index = folder.resolve("index.json");
    String text = Files.readString(index);
    for (String name :
        List.of(
            "acme-srv-info-shop-quote.json",
            "other-srv-info-broken.json",
            "acme-srv-info-gone.json")) {
      text = text.replaceFirst("\"files\": *\\[", listed.formatted(name));
    }
    Files.writeString(index, text);

    Capture capture = FolderCapture.open(folder, FolderTransport.ANY);

    for (int snapshot : new int[] {EARLIER, LATER}) {
      assertThat(Replies.of(capture, snapshot).services)
          .containsExactlyInAnyOrder(
              new AccountServices(
                  "ACME",
                  new Entry(
                      Status.MALFORMED,
                      "cannot read _deployment/acme-srv-info-gone.json: it is not in the folder"),
                  List.of(new ServiceInfo("shop-quote", "2Mmy", "1.2.0"))),
              new AccountServices(
                  "other",
                  new Entry(
                      Status.MALFORMED, "_deployment/other-srv-info-broken.json cannot be read"),
                  List.of()));
    }
  }

  @Test
  void readsNothingOutsideTheFolder(@TempDir Path parent) throws Exception {
    Path folder = Files.createDirectory(parent.resolve("capture"));
    Files.writeString(parent.resolve("varz.json"), "{\"server_id\":\"secret\"}");
    Files.createSymbolicLink(folder.resolve("jsz.json"), parent.resolve("varz.json"));
    Files.writeString(folder.resolve("healthz-details.json"), "{}");
    Files.writeString(
        folder.resolve("index.json"),
        index("../varz.json", "jsz.json", parent + "/varz.json", "healthz-details.json"));

    Replies replies = Replies.of(FolderCapture.open(folder, FolderTransport.ANY), EARLIER);

    assertThat(replies.replies).extracting(Reply::endpoint).containsOnly(Endpoint.HEALTHZ);
    assertThat(replies.gaps)
        .filteredOn(gap -> gap.status() == Status.MALFORMED)
        .extracting(RecordedGap::section)
        .contains(Section.VARZ, Section.JSZ);
  }

  private static String index(String... files) {
    StringBuilder requests = new StringBuilder();
    for (String file : files) {
      requests
          .append(requests.length() == 0 ? "" : ",")
          .append("{\"server\":\"n1\",\"at\":\"2026-01-01T00:00:00Z\",\"file\":\"")
          .append(file)
          .append("\"}");
    }
    return "{\"servers\":[{\"name\":\"n1\",\"running\":true}],\"files\":[" + requests + "]}";
  }

  @Test
  void saysWhatIsWrongWithAFolder(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> Capture.open(folder.resolve("absent")))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no capture " + folder.resolve("absent") + ".");
    assertThatThrownBy(() -> Capture.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("The capture " + folder + " holds no index.json.");

    Files.writeString(folder.resolve("index.json"), "{\"servers\":");
    assertThatThrownBy(() -> Capture.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The index.json of the capture " + folder + " is damaged: ");

    Files.writeString(folder.resolve("index.json"), "{}");
    assertThatThrownBy(() -> Capture.open(folder))
        .isInstanceOf(IOException.class)
        .hasMessage("The capture " + folder + " holds no answer of any server.");
  }

  private static void copy(String name, Path target) throws IOException {
    Path source = Replies.resource(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }
}
