// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.client.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.snapshot.Coverage.Status;
import io.natschecks.api.snapshot.Section;
import io.natschecks.api.snapshot.SnapshotException;
import io.natschecks.api.snapshot.SnapshotPlan;
import io.natschecks.client.gather.Gathered.Missing;
import io.natschecks.client.reply.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Odd answers, from a server that is none. */
class HttpGathererTest {

  private static final String VARZ =
      "{\"server_id\":\"NX\",\"server_name\":\"x\",\"version\":\"2.10.27\",\"jetstream\":{}}";

  private FakeMonitor monitor;

  @BeforeEach
  void start() throws IOException {
    monitor = new FakeMonitor();
  }

  @AfterEach
  void stop() throws IOException {
    monitor.close();
  }

  @Test
  void mapsStatusesToWhatBecameOfTheSection() throws Exception {
    monitor.answer("/varz", 200, VARZ);
    monitor.answer("/healthz", 503, "{\"status\":\"unavailable\"}");
    monitor.answer("/routez", 400, "bad\u001b[31m request");
    monitor.answer("/leafz", 404, "404 page not found");
    monitor.answer("/gatewayz", 502, "<html>proxy</html>");

    Gathered gathered =
        gather("", Section.VARZ, Section.HEALTHZ, Section.ROUTEZ, Section.LEAFZ, Section.GATEWAYZ);

    assertThat(gathered.replies)
        .extracting(reply -> reply.endpoint())
        .containsExactly(Endpoint.VARZ, Endpoint.HEALTHZ);
    assertThat(gathered.missing)
        .extracting(Missing::section, Missing::status, Missing::detail)
        .containsExactlyInAnyOrder(
            tuple(
                Section.ROUTEZ,
                Status.REFUSED,
                "the monitoring port answered 400: bad [31m request"),
            tuple(
                Section.LEAFZ,
                Status.NOT_IN_RELEASE,
                "the monitoring port answered 404: 404 page not found"),
            tuple(
                Section.GATEWAYZ,
                Status.REFUSED,
                "the monitoring port answered 502: <html>proxy</html>"));
  }

  @Test
  void staysBelowTheBasePathAndSendsTheUserOnlyAsAuthorization() throws Exception {
    monitor.answer("/nats/monitoring/varz", 200, VARZ);
    monitor.answer("/nats/monitoring/healthz", 200, "{}");
    URI address = monitor.address("me:secret@", "/nats/monitoring/");
    HttpGatherer gatherer = gatherer(List.of(address));
    Gathered gathered = gather(gatherer, Section.VARZ, Section.HEALTHZ);

    assertThat(monitor.asked)
        .containsExactly(
            "/nats/monitoring/varz Basic bWU6c2VjcmV0",
            "/nats/monitoring/healthz?details=1 Basic bWU6c2VjcmV0");
    assertThat(gatherer.name()).doesNotContain("secret").doesNotContain("me:");
    assertThat(gathered.missing).isEmpty();
  }

  @Test
  void endsABodyThatIsTooLarge() throws Exception {
    monitor.answer("/varz", 200, VARZ);
    monitor.answer(
        "/routez",
        out -> {
          out.write("HTTP/1.1 200 x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          byte[] chunk = new byte[1 << 20];
          for (int i = 0; i < 100; i++) {
            out.write(chunk);
          }
        });

    Gathered gathered = gather("", Section.ROUTEZ);

    assertThat(gathered.missing)
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.status()).isEqualTo(Status.TRUNCATED);
              assertThat(missing.detail()).isEqualTo("an answer is larger than 64 MiB");
            });
  }

  @Test
  void doesNotWaitForABodyThatDoesNotEnd() throws Exception {
    monitor.answer("/varz", 200, VARZ);
    monitor.answer(
        "/routez",
        out -> {
          out.write(
              "HTTP/1.1 200 x\r\nContent-Length: 9\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
          out.flush();
          LockSupport.park();
        });

    Gathered gathered = new Gathered();
    gatherer(List.of(address("")))
        .gather(wanted(Section.ROUTEZ), gathered, Deadline.in(Duration.ofSeconds(1)));

    assertThat(gathered.missing)
        .singleElement()
        .satisfies(
            missing -> {
              assertThat(missing.status()).isEqualTo(Status.TIMED_OUT);
              assertThat(missing.detail()).isEqualTo("the time for the snapshot was over");
            });
  }

  @Test
  void saysThatAListOfAccountsCannotBeRead() throws Exception {
    monitor.answer("/varz", 200, VARZ);
    monitor.answer("/accountz", 200, "{\"accounts\":7}");
    assertThat(gather("", Section.ACCOUNT_INFO).missing)
        .extracting(Missing::section, Missing::status, Missing::detail)
        .containsExactly(
            tuple(
                Section.ACCOUNT_INFO,
                Status.MALFORMED,
                "the list of accounts of the server cannot be read"));
  }

  @Test
  void asksAServerOfTwoAddressesOnce() throws Exception {
    monitor.answer("/varz", 200, VARZ);
    monitor.answer("/routez", 200, "{\"num_routes\":0}");
    Gathered gathered = new Gathered();
    gatherer(List.of(address(""), address("/")))
        .gather(wanted(Section.ROUTEZ), gathered, Deadline.in(Duration.ofSeconds(20)));
    assertThat(gathered.of(Endpoint.ROUTEZ)).hasSize(1);
  }

  @Test
  void saysThatSomethingElseListens() {
    monitor.answer("/varz", 200, "<html>hello</html>");
    assertThatThrownBy(() -> gather("", Section.VARZ))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("No monitoring port answered: the answer is not one of a NATS server");
  }

  private URI address(String path) {
    return monitor.address("", path);
  }

  private Gathered gather(String path, Section... sections) throws Exception {
    return gather(gatherer(List.of(address(path))), sections);
  }

  private static Gathered gather(HttpGatherer gatherer, Section... sections) throws Exception {
    Gathered gathered = new Gathered();
    gatherer.gather(wanted(sections), gathered, Deadline.in(Duration.ofSeconds(20)));
    return gathered;
  }

  private static Wanted wanted(Section... sections) {
    return Wanted.all(SnapshotPlan.of(Set.of(sections)));
  }

  private static HttpGatherer gatherer(List<URI> addresses) {
    return new HttpGatherer(
        addresses, HttpClient.newHttpClient(), GatherLimits.DEFAULT, Clock.systemUTC());
  }
}
