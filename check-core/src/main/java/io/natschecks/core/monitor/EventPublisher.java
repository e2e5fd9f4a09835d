// Copyright the NATS Checks authors
// SPDX-License-Identifier: Apache-2.0

package io.natschecks.core.monitor;

import io.natschecks.api.monitor.EventChannel;
import io.natschecks.core.report.AcceptedFinding;
import io.natschecks.core.report.AuditReport;
import io.natschecks.core.report.AuditedFinding;
import io.natschecks.core.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a monitor finds, so that other instances of the host and other programs can follow
 * it. Everything comes at least once: what could not be published is tried again after the next
 * audit, and after a takeover the new instance may tell once more what the old one has told
 * already. An event that is published again has the same {@linkplain AuditEvent#id() id}.
 *
 * <p>Whoever follows reads the events from the channel:
 *
 * <pre>{@code
 * EventChannel channel = StreamEventChannel.of(connection, "CHECKS", "checks.events");
 * Following following =
 *     channel.follow(
 *         Instant.EPOCH,
 *         json -> show(AuditEvent.fromJson(json)));
 * }</pre>
 *
 * <p>One publisher belongs to one monitor.
 *
 * @since 0.1
 */
public final class EventPublisher implements AuditListener {

  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

  /** What waits for a channel that does not answer; of more, the oldest is lost. */
  private static final int MOST_WAITING = 10_000;

  /** A first audit may find more than is to be kept in memory. */
  private static final int MOST_AT_ONCE = 500;

  private static final int ID_BYTES = 16;

  private final EventChannel channel;
  private final String instance;
  private final Duration remindEvery;
  private final Deque<AuditEvent> waiting = new ArrayDeque<>();
  private long lost;
  private boolean fails;

  private EventPublisher(EventChannel channel, String instance, Duration remindEvery) {
    this.channel = Objects.requireNonNull(channel, "channel");
    this.instance = Objects.requireNonNull(instance, "instance");
    this.remindEvery = remindEvery;
  }

  /**
   * Publishes to a channel. Findings that go on are published again each hour.
   *
   * @param channel where to
   * @param instance names this instance of the host
   * @return the publisher
   */
  public static EventPublisher to(EventChannel channel, String instance) {
    return new EventPublisher(channel, instance, Duration.ofHours(1));
  }

  /**
   * Sets how often a finding that goes on is published again.
   *
   * @param value the time between two events about it
   * @return a publisher that does
   * @throws IllegalArgumentException if the time is not positive
   */
  public EventPublisher remindingEvery(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("the time between two events is longer than zero");
    }
    return new EventPublisher(channel, instance, value);
  }

  @Override
  public void opened(AuditedFinding finding, AuditReport report) {
    about(finding, AuditEvent.Type.OPENED, report, report.takenAt().toString());
  }

  @Override
  public void ongoing(AuditedFinding finding, AuditReport report) {
    long reminders = reminders(finding, report.takenAt());
    Instant last = report.previousAt();
    if (last == null || reminders > reminders(finding, last)) {
      about(finding, AuditEvent.Type.ONGOING, report, finding.since() + " " + reminders);
    }
  }

  private long reminders(AuditedFinding finding, Instant at) {
    return Duration.between(finding.since(), at).dividedBy(remindEvery);
  }

  @Override
  public void severityChanged(AuditedFinding finding, AuditReport report) {
    about(
        finding,
        AuditEvent.Type.SEVERITY_CHANGED,
        report,
        report.takenAt() + " " + finding.finding().severity());
  }

  @Override
  public void flapping(AuditedFinding finding, AuditReport report) {
    about(finding, AuditEvent.Type.FLAPPING, report, String.valueOf(finding.flappingSince()));
  }

  @Override
  public void resolved(AuditedFinding finding, AuditReport report) {
    about(finding, AuditEvent.Type.RESOLVED, report, finding.since().toString());
  }

  @Override
  public void accepted(AcceptedFinding finding, AuditReport report) {
    about(finding.finding(), AuditEvent.Type.ACCEPTED, report, report.takenAt().toString());
  }

  private void about(
      AuditedFinding finding, AuditEvent.Type type, AuditReport report, String distinction) {
    String id = id(type, finding.finding().key(), distinction);
    add(new AuditEvent(id, type, report.takenAt(), instance, EventFinding.of(finding), null, null));
  }

  @Override
  public void audited(AuditReport report) {
    Instant time = report.takenAt();
    String id = id(AuditEvent.Type.AUDITED, instance, time.toString());
    add(new AuditEvent(id, AuditEvent.Type.AUDITED, time, instance, null, report.health(), null));
    publish();
  }

  @Override
  public void cannotSee(Instant since, String problem) {
    String id = id(AuditEvent.Type.CANNOT_SEE, instance, since.toString());
    add(new AuditEvent(id, AuditEvent.Type.CANNOT_SEE, since, instance, null, null, problem));
    publish();
  }

  @Override
  public void seesAgain(Instant at, Duration blind) {
    String id = id(AuditEvent.Type.SEES_AGAIN, instance, at.toString());
    add(new AuditEvent(id, AuditEvent.Type.SEES_AGAIN, at, instance, null, null, null));
    publish();
  }

  private void add(AuditEvent event) {
    if (waiting.size() >= MOST_AT_ONCE && !fails) {
      publish();
    }
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
      lost++;
    }
    waiting.addLast(event);
  }

  /** Publishes in order; what comes after one that fails waits for the next time. */
  private void publish() {
    String failure = null;
    while (failure == null && !waiting.isEmpty()) {
      AuditEvent event = waiting.getFirst();
      failure = failure(event);
      if (failure == null) {
        waiting.removeFirst();
      }
    }
    if (failure != null && !fails) {
      LOG.warn("Events wait for {}: {}", PlainText.oneLine(channel.name()), failure);
    }
    if (lost > 0 && failure == null) {
      LOG.warn("{} events were not published", lost);
      lost = 0;
    }
    fails = failure != null;
  }

  private @Nullable String failure(AuditEvent event) {
    try {
      channel.publish(event.topic(), event.id(), event.toJson());
      return null;
    } catch (IOException | RuntimeException e) {
      return PlainText.oneLine(e.toString());
    }
  }

  /** A hash, because an id may hold nothing that a tenant has chosen. */
  private static String id(AuditEvent.Type type, String key, String distinction) {
    try {
      byte[] text = (type + "\n" + key + "\n" + distinction).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
