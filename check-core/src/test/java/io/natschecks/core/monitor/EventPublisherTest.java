// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.natschecks.api.monitor.EventChannel;
import io.natschecks.core.monitor.AuditEvent.Type;
import io.natschecks.core.report.AuditReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

  private final Channel channel = new Channel();
  private final Desk desk = new Desk();
  private final Mailbox mailbox =
      new Mailbox(EventPublisher.to(channel, "host-1").remindingEvery(Duration.ofMinutes(3)), 100);

  @Test
  void publishesWhatHappensAndRemindsAtTimes() throws Exception {
    round("bad");
    assertThat(types()).containsExactly("ACME_001.opened", "monitor.audited");
    AuditEvent opened = channel.events.values().iterator().next();
    assertThat(opened.instance()).isEqualTo("host-1");
    assertThat(opened.finding().key()).isEqualTo("ACME_001 server/hub/bad");
    assertThat(opened.finding().entity())
        .containsEntry("type", "server")
        .containsEntry("server", "bad");

    round("bad");
    round("bad");
    assertThat(types()).containsExactly("monitor.audited", "monitor.audited");
    round("bad");
    assertThat(types()).containsExactly("ACME_001.ongoing", "monitor.audited");
    round("bad!");
    assertThat(types()).containsExactly("ACME_001.severity-changed", "monitor.audited");
    round("good");
    assertThat(types()).containsExactly("ACME_001.resolved", "monitor.audited");
  }

  @Test
  void whatCannotBePublishedWaitsAndKeepsItsOrderAndItsId() throws Exception {
    channel.fails = true;
    round("bad");
    round("good");
    assertThat(channel.events).isEmpty();
    assertThat(channel.attempts).as("one each time, not one an event").isEqualTo(2);

    channel.fails = false;
    channel.losesAnswers = true;
    round("good");
    channel.losesAnswers = false;
    round("good");
    assertThat(types())
        .containsExactly(
            "ACME_001.opened",
            "monitor.audited",
            "ACME_001.resolved",
            "monitor.audited",
            "monitor.audited",
            "monitor.audited");
  }

  @Test
  void manyFindingsOfOneAuditDoNotWaitForItsEnd() throws Exception {
    desk.has(IntStream.range(0, 600).mapToObj(i -> "bad" + i).toArray(String[]::new));
    desk.round();
    AuditReport report = desk.rounds.status().lastReport();
    EventPublisher publisher = EventPublisher.to(channel, "host-1");
    report.findings().forEach(each -> publisher.opened(each, report));

    assertThat(channel.events).hasSize(500);
    publisher.audited(report);
    assertThat(channel.events).hasSize(601);
  }

  @Test
  void aVeryLongNameIsCutShort() throws Exception {
    round("bad" + "x".repeat(10_000));

    EventFinding finding = channel.events.values().iterator().next().finding();
    assertThat(finding.entity().get("server")).hasSize(1_003).endsWith("x...");
    assertThat(finding.key()).as("what it is known by").hasSizeGreaterThan(10_000);
  }

  @Test
  void saysThatNothingCanBeSeen() {
    AuditListener publisher = EventPublisher.to(channel, "host-1");
    Instant since = Instant.parse("2026-03-01T03:00:00Z");
    publisher.cannotSee(since, "Nothing answers");
    publisher.seesAgain(since.plusSeconds(90), Duration.ofSeconds(90));

    assertThat(channel.events.values())
        .extracting(AuditEvent::type, AuditEvent::problem)
        .containsExactly(tuple(Type.CANNOT_SEE, "Nothing answers"), tuple(Type.SEES_AGAIN, null));
    assertThat(types()).containsExactly("monitor.cannot-see", "monitor.sees-again");
  }

  @Test
  void twoInstancesThatTellTheSameUseTheSameId() throws Exception {
    round("bad");
    String id = channel.events.keySet().iterator().next();
    EventPublisher other = EventPublisher.to(channel, "host-2");
    News.of(desk.rounds.status().lastReport()).tell(call -> call.accept(other));

    assertThat(channel.events.get(id).type()).isEqualTo(Type.OPENED);
    assertThat(types()).as("only the audit of the other is another event").hasSize(3);
    assertThatThrownBy(() -> other.remindingEvery(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void round(String... servers) throws InterruptedException {
    desk.has(servers);
    desk.round();
    mailbox.put(News.of(desk.rounds.status().lastReport()));
    assertThat(mailbox.tellNext()).isTrue();
  }

  private List<String> types() {
    List<String> topics = new ArrayList<>(channel.topics);
    channel.topics.clear();
    return topics;
  }

  /** Keeps each id once, as a stream does. */
  private static final class Channel implements EventChannel {
    private final Map<String, AuditEvent> events = new LinkedHashMap<>();
    private final List<String> topics = new ArrayList<>();
    private int attempts;
    private boolean fails;
    private boolean losesAnswers;

    @Override
    public String name() {
      return "test";
    }

    @Override
    public void publish(String topic, String id, byte[] event) throws IOException {
      attempts++;
      if (fails) {
        throw new IOException("no answer");
      }
      if (events.putIfAbsent(id, AuditEvent.fromJson(event)) == null) {
        topics.add(topic);
      }
      if (losesAnswers) {
        throw new IOException("the answer is lost");
      }
    }

    @Override
    public Following follow(Instant since, Consumer<byte[]> receiver) {
      throw new UnsupportedOperationException();
    }
  }
}
